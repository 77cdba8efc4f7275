using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Texts, numbers and paths as SVG takes them.</summary>
internal static class SvgText
{
    /// <summary>For element content and quoted attributes. What XML 1.0 cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' or '\r' => escaped.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};"),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    /// <summary>To a tenth of a pixel.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A line through the points with rounded bends.</summary>
    public static string Path(ImmutableArray<GraphPoint> points, double radius)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, bend, after) = (points[i - 1], points[i], points[i + 1]);
            var r = Math.Min(radius, Math.Min(Length(before, bend), Length(bend, after)) / 2);
            var (into, outOf) = (Towards(bend, before, r), Towards(bend, after, r));
            path.Append(CultureInfo.InvariantCulture, $"L{Number(into.X)} {Number(into.Y)}Q{Number(bend.X)} {Number(bend.Y)} {Number(outOf.X)} {Number(outOf.Y)}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{Number(points[^1].X)} {Number(points[^1].Y)}").ToString();
    }

    private static double Length(GraphPoint a, GraphPoint b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static GraphPoint Towards(GraphPoint from, GraphPoint to, double distance)
    {
        var length = Length(from, to);
        return length == 0 ? from : new GraphPoint(from.X + ((to.X - from.X) * distance / length), from.Y + ((to.Y - from.Y) * distance / length));
    }
}
