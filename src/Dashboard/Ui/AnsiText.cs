using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dashboard.Ui;

/// <summary>Text of a terminal as pieces with css classes: colours and styles (SGR) are kept, every other control is dropped or made visible.</summary>
public static class AnsiText
{
    /// <summary>A piece of one look.</summary>
    /// <param name="CssClass">Null for plain text.</param>
    public readonly record struct Piece(string Text, string? CssClass);

    /// <summary>The pieces of a line. Characters that would reorder or hide text are shown as their code point.</summary>
    public static ImmutableArray<Piece> Read(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !NeedsCare(text))
        {
            return [new Piece(text, null)];
        }

        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var (style, run) = (AnsiStyle.Plain, new StringBuilder());
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is '\u001b' or '\u009b')
            {
                var (next, codes) = Sequence(text, i);
                if (codes is not null)
                {
                    Flush();
                    style = style.With(codes);
                }

                i = next;
            }
            else
            {
                Append(run, text[i++]);
            }
        }

        Flush();
        return pieces.DrainToImmutable();

        void Flush()
        {
            if (run.Length > 0)
            {
                pieces.Add(new Piece(run.ToString(), style.CssClass));
                run.Clear();
            }
        }
    }

    /// <summary>The text without any look.</summary>
    public static string Plain(string text) => string.Concat(Read(text).Select(p => p.Text));

    /// <summary>Where the sequence at <paramref name="at"/> ends, and its numbers where it is one of colours.</summary>
    private static (int Next, int[]? Codes) Sequence(string text, int at)
    {
        var start = at + (text[at] == '\u009b' ? 1 : 2);
        var kind = text[at] == '\u009b' ? '[' : at + 1 < text.Length ? text[at + 1] : '\0';
        switch (kind)
        {
            case '[':
                var end = start;
                while (end < text.Length && text[end] is >= ' ' and <= '?')
                {
                    end++;
                }

                var isColour = end < text.Length && text[end] == 'm';
                return (Math.Min(end + 1, text.Length), isColour ? Numbers(text.AsSpan(start, end - start)) : null);

            // Titles and links: up to their end mark.
            case ']' or 'P' or 'X' or '^' or '_':
                var bell = text.IndexOf('\a', Math.Min(start, text.Length));
                var terminator = text.IndexOf("\u001b\\", Math.Min(start, text.Length), StringComparison.Ordinal);
                return (bell >= 0 && (terminator < 0 || bell < terminator) ? bell + 1 : terminator >= 0 ? terminator + 2 : text.Length, null);

            case '(' or ')' or '*' or '+' or '#' or '%':
                return (Math.Min(start + 1, text.Length), null);
            default:
                return (Math.Min(start, text.Length), null);
        }
    }

    private static int[]? Numbers(ReadOnlySpan<char> text)
    {
        List<int> numbers = [];
        foreach (var part in text.SplitAny(';', ':'))
        {
            if (text[part].IsEmpty)
            {
                numbers.Add(0);
            }
            else if (int.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                return null;
            }
        }

        return [.. numbers];
    }

    private static void Append(StringBuilder run, char c)
    {
        switch (c)
        {
            case '\t':
                run.Append("    ");
                break;
            case '\r' or '\n':
                break;
            case < ' ':
                run.Append((char)('\u2400' + c));
                break;
            case '\u007f':
                run.Append('\u2421');
                break;
            case >= '\u0080' and <= '\u009f':
            case var _ when IsTrick(c):
                run.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                break;
            default:
                run.Append(c);
                break;
        }
    }

    private static bool NeedsCare(string text)
    {
        foreach (var c in text)
        {
            if (c is >= '\u007f' and <= '\u009f' || IsTrick(c))
            {
                return true;
            }
        }

        return false;
    }

    // Marks that turn the direction of text around or take no room: with them a line can be made to read as another.
    private static bool IsTrick(char c) => c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200b' or '\u200e' or '\u200f' or '\u061c' or '\u2028' or '\u2029' or '\ufeff';
}
