using System.Globalization;
using System.Text;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>How wide a text is likely to be in the pages' font, a little on the wide side: there is no font to ask where the layout is made.</summary>
public static class TextWidth
{
    /// <summary>Pixels at a font size in pixels. Full-width characters count about double.</summary>
    public static double Of(string text, double fontSize)
    {
        var em = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            em += Em(rune);
        }

        return em * fontSize;
    }

    /// <summary>Breaks a text into lines no wider than <paramref name="width"/> pixels: after a blank where there is one in the line's second half, else after a hyphen
    /// or the like there, anywhere otherwise. What does not fit into <paramref name="maxLines"/> is replaced by an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, double width, int maxLines)
    {
        List<string> lines = [];
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var fits = Fitting(rest, fontSize, width);
            if (fits < rest.Length && lines.Count == maxLines - 1)
            {
                lines.Add(rest[..Fitting(rest, fontSize, width - (1.1 * fontSize))] + "…");
                break;
            }

            var cut = fits == rest.Length ? fits : Break(rest, fits);
            lines.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        return lines.Count > 0 ? lines : [""];
    }

    /// <summary>How many characters from the start fit, whole ones as a reader sees them, and one at least.</summary>
    private static int Fitting(string text, double fontSize, double width)
    {
        var (used, length) = (0.0, 0);
        while (length < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text, length);
            used += Of(text.Substring(length, next), fontSize);
            if (used > width && length > 0)
            {
                break;
            }

            length += next;
        }

        return length;
    }

    private static int Break(string text, int fits)
    {
        for (var i = fits; i > fits / 2; i--)
        {
            if (text[i] == ' ' || text[i - 1] == ' ')
            {
                return i;
            }
        }

        for (var i = fits; i > fits / 2; i--)
        {
            if (text[i - 1] is '-' or '_' or '/' or '.' or '、' or '】' or '）' or '・')
            {
                return i;
            }
        }

        return fits;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        >= 0x0300 and <= 0x036F or >= 0xFE00 and <= 0xFE0F or 0x200B or 0x200C or 0x200D => 0,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.33,
        'f' or 'r' or 't' or ' ' or '(' or ')' or '[' or ']' or '/' or '-' => 0.4,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.95,
        >= 'A' and <= 'Z' => 0.7,
        < 0x1100 => 0.6,
        >= 0xFF61 and <= 0xFF9F => 0.55,
        >= 0x1F000 => 1.35,
        _ => 1.04,
    };
}
