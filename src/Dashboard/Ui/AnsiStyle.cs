using System.Globalization;

namespace Dashboard.Ui;

/// <summary>How a terminal would write just now. Colours are the sixteen of the style sheet; finer ones become the nearest of them.</summary>
internal readonly record struct AnsiStyle(int? Front, int? Back, bool Bold, bool Dim, bool Italic, bool Underline, bool Inverse, bool Strike)
{
    // The usual sixteen, only to find the nearest: what is drawn stands in the style sheet.
    private static readonly (int R, int G, int B)[] Usual =
    [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ];

    public static AnsiStyle Plain { get; }

    /// <summary>Null for plain text.</summary>
    public string? CssClass
    {
        get
        {
            string?[] classes =
            [
                Front is { } front ? string.Create(CultureInfo.InvariantCulture, $"ansi-{front}") : null,
                Back is { } back ? string.Create(CultureInfo.InvariantCulture, $"ansi-on-{back}") : null,
                Bold ? "ansi-bold" : null, Dim ? "ansi-dim" : null, Italic ? "ansi-italic" : null,
                Underline ? "ansi-underline" : null, Strike ? "ansi-strike" : null, Inverse ? "ansi-inverse" : null,
            ];
            return string.Join(' ', classes.OfType<string>()) is { Length: > 0 } all ? all : null;
        }
    }

    /// <summary>After the numbers of a sequence, in their order. Unknown ones change nothing.</summary>
    public AnsiStyle With(int[] codes)
    {
        var style = this;
        for (var i = 0; i < codes.Length; i++)
        {
            style = codes[i] switch
            {
                0 => Plain,
                1 => style with { Bold = true },
                2 => style with { Dim = true },
                3 => style with { Italic = true },
                4 or 21 => style with { Underline = true },
                7 => style with { Inverse = true },
                9 => style with { Strike = true },
                22 => style with { Bold = false, Dim = false },
                23 => style with { Italic = false },
                24 => style with { Underline = false },
                27 => style with { Inverse = false },
                29 => style with { Strike = false },
                >= 30 and <= 37 => style with { Front = codes[i] - 30 },
                38 => style with { Front = Finer(codes, ref i) ?? style.Front },
                39 => style with { Front = null },
                >= 40 and <= 47 => style with { Back = codes[i] - 40 },
                48 => style with { Back = Finer(codes, ref i) ?? style.Back },
                49 => style with { Back = null },
                >= 90 and <= 97 => style with { Front = codes[i] - 82 },
                >= 100 and <= 107 => style with { Back = codes[i] - 92 },
                _ => style,
            };
        }

        return style;
    }

    // 5;n is one of 256, 2;r;g;b any.
    private static int? Finer(int[] codes, ref int at)
    {
        var kind = at + 1 < codes.Length ? codes[at + 1] : 0;
        if (kind == 5 && at + 2 < codes.Length)
        {
            at += 2;
            return codes[at] switch
            {
                < 16 and var basic => basic,
                < 232 and var cube => Nearest(Level((cube - 16) / 36), Level((cube - 16) / 6 % 6), Level((cube - 16) % 6)),
                < 256 and var grey => Nearest(8 + ((grey - 232) * 10), 8 + ((grey - 232) * 10), 8 + ((grey - 232) * 10)),
                _ => null,
            };
        }

        if (kind == 2 && at + 4 < codes.Length)
        {
            at += 4;
            return Nearest(codes[at - 2], codes[at - 1], codes[at]);
        }

        at = codes.Length;
        return null;
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + (step * 40);

    private static int Nearest(int r, int g, int b) =>
        Enumerable.Range(0, 16).MinBy(i => Square(Usual[i].R - r) + Square(Usual[i].G - g) + Square(Usual[i].B - b));

    private static long Square(long x) => x * x;
}
