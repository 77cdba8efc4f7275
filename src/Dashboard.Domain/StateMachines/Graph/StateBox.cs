namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The sizes of boxes and of what stands in them, shared by the layout and the drawing. Pixels.</summary>
internal static class StateBox
{
    public const double FontSize = 13;
    public const double LabelFontSize = 11;
    public const double LineHeight = 16;
    public const double LabelLineHeight = 14;

    /// <summary>Left of the name, for the glyph; kept free on the right too so that the name stays in the middle.</summary>
    public const double Side = 26;

    /// <summary>From the top of a box to the base line of the name's first line.</summary>
    public const double FirstLine = 21;

    public const double Terminal = 22;
    public const double LanePadding = 12;
    public const double LaneGap = 12;

    /// <summary>Above a lane's states: the branch's line of text.</summary>
    public const double BranchLine = 26;

    public const double MinLaneWidth = 168;

    /// <summary>How much wider a bold text is.</summary>
    private const double HeaderBoldness = 1.1;

    private const double MinWidth = 148;
    private const double UsualTextWidth = 176;
    private const double MaxTextWidth = 400;
    private const double BadgeRoom = 96;
    private const int MaxLines = 3;

    /// <summary>The name in up to three lines. A long name makes the box wider before it is cut.</summary>
    public static IReadOnlyList<string> NameLines(string name) => Balanced(name, FontSize, UsualTextWidth, MaxTextWidth);

    /// <summary>The box of a state that holds no others, with room for a second line of text under the name.</summary>
    public static (double Width, double Height) Size(string name)
    {
        var lines = NameLines(name);
        return (Math.Max(MinWidth, Widest(lines, FontSize) + (2 * Side)), 36 + (lines.Count * LineHeight));
    }

    /// <summary>The narrowest box of a Parallel or Map: its name and, right of it, room for a few words.</summary>
    public static double MinContainerWidth(string name) => Size(name).Width + BadgeRoom;

    /// <summary>The name of a Parallel or Map above its lanes, on one line where the box is wide enough.</summary>
    public static IReadOnlyList<string> HeaderLines(string name, double boxWidth) =>
        TextWidth.Wrap(name, FontSize * HeaderBoldness, boxWidth - Side - BadgeRoom, MaxLines);

    /// <summary>The room that a Parallel or Map keeps above its lanes.</summary>
    public static double HeaderHeight(string name, double boxWidth) => 34 + ((HeaderLines(name, boxWidth).Count - 1) * LineHeight);

    /// <summary>An arrow's label in up to three lines.</summary>
    public static IReadOnlyList<string> LabelLines(string label) =>
        [.. label.Split('\n').SelectMany(line => Balanced(line, LabelFontSize, 200, 200)).Take(MaxLines)];

    /// <summary>The room that a label takes.</summary>
    public static (double Width, double Height) LabelSize(string label)
    {
        var lines = LabelLines(label);
        return (Widest(lines, LabelFontSize) + 8, (lines.Count * LabelLineHeight) + 4);
    }

    /// <summary>Lines of about the same length: one up to the usual width, else two or three, wider if needed, cut only when the widest will not do.</summary>
    private static IReadOnlyList<string> Balanced(string text, double fontSize, double usual, double max)
    {
        var whole = TextWidth.Of(text, fontSize);
        if (whole <= usual)
        {
            return TextWidth.Wrap(text, fontSize, usual, 1);
        }

        foreach (var (count, width) in from count in new[] { 2, MaxLines } from slack in new[] { 1.15, 1.4, 1.8 } select (count, whole / count * slack))
        {
            if (width <= max && TextWidth.Wrap(text, fontSize, width, count) is var lines && !lines[^1].EndsWith('…'))
            {
                return lines;
            }
        }

        return TextWidth.Wrap(text, fontSize, max, MaxLines);
    }

    private static double Widest(IEnumerable<string> lines, double fontSize) => Math.Ceiling(lines.Max(line => TextWidth.Of(line, fontSize)));
}
