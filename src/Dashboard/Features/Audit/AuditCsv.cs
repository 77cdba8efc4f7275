using System.Text;

namespace Dashboard.Features.Audit;

/// <summary>Lines of a CSV file (RFC 4180) that a spreadsheet opens as text only, and a terminal shows without obeying.</summary>
internal static class AuditCsv
{
    // A cell that begins so is a formula to a spreadsheet; the wide ones are to a Japanese one.
    private const string Formula = "=+-@＝＋－＠\t\r\n";

    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? value)
    {
        var text = Visible(value ?? "");
        text = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    // Control characters as their pictures, ␛ for escape; those of two bytes have none.
    private static string Visible(string text) => !text.Any(IsHidden) ? text : text.Aggregate(new StringBuilder(), (all, c) => all.Append(!IsHidden(c) ? c : c < ' ' ? (char)(c + '␀') : '�')).ToString();

    private static bool IsHidden(char c) => char.IsControl(c) && c is not ('\t' or '\r' or '\n');
}
