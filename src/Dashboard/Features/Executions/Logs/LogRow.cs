using Dashboard.Aws.Logs;
using Dashboard.Ui;

namespace Dashboard.Features.Executions.Logs;

/// <summary>One row on the screen: a line, or where lines are wrapped a part of one. All rows are of one height, which is what lets thousands of them scroll.</summary>
/// <param name="Start">Where in the line's plain text the row begins.</param>
/// <param name="Length">How much of it the row shows.</param>
public readonly record struct LogRow(LogLine Line, int Start, int Length)
{
    /// <summary>The row on which the line begins, with its time.</summary>
    public bool IsFirst => Start == 0;

    /// <summary>The rows of lines.</summary>
    /// <param name="columns">Where to wrap, in columns of half-width characters; null to leave lines whole.</param>
    public static List<LogRow> Of(IReadOnlyList<LogLine> lines, int? columns)
    {
        var rows = new List<LogRow>(lines.Count);
        foreach (var line in lines)
        {
            if (columns is not { } width || (line.Message.Length * 2 <= width && !line.Message.Contains('\t', StringComparison.Ordinal)))
            {
                rows.Add(new LogRow(line, 0, int.MaxValue));
                continue;
            }

            Wrap(rows, line, AnsiText.Plain(line.Message), Math.Max(8, width));
        }

        return rows;
    }

    /// <summary>What the row shows, piece by piece.</summary>
    public IEnumerable<AnsiText.Piece> Pieces()
    {
        var (skip, left) = (Start, Length);
        foreach (var piece in AnsiText.Read(Line.Message))
        {
            if (skip >= piece.Text.Length)
            {
                skip -= piece.Text.Length;
                continue;
            }

            var text = piece.Text.Substring(skip, Math.Min(left, piece.Text.Length - skip));
            (skip, left) = (0, left - text.Length);
            if (text.Length > 0)
            {
                yield return piece with { Text = text };
            }
        }
    }

    private static void Wrap(List<LogRow> rows, LogLine line, string text, int columns)
    {
        var (start, used, at) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var width = rune.Value >= 0x1100 && rune.Value is not (>= 0xFF61 and <= 0xFF9F) ? 2 : 1;
            if (used + width > columns && at > start)
            {
                rows.Add(new LogRow(line, start, at - start));
                (start, used) = (at, 0);
            }

            used += width;
            at += rune.Utf16SequenceLength;
        }

        rows.Add(new LogRow(line, start, int.MaxValue));
    }
}
