using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Makes an item of each row of a CSV text: an object of strings.</summary>
internal static class CsvItems
{
    /// <param name="names">Of the columns; null where the first row says them.</param>
    public static JsonArray Read(string text, IReadOnlyList<string>? names, char delimiter)
    {
        var rows = Rows(text, delimiter).ToList();
        var columns = names ?? rows.FirstOrDefault() ?? [];
        return [.. rows.Skip(names is null ? 1 : 0).Select(row => new JsonObject(columns.Zip(row, (name, value) => KeyValuePair.Create(name, (JsonNode?)value)).DistinctBy(c => c.Key)))];
    }

    // A field in quotes may hold delimiters, ends of lines and, doubled, quotes. Empty lines are no rows.
    private static IEnumerable<List<string>> Rows(string text, char delimiter)
    {
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (isQuoted && i < text.Length)
            {
                isQuoted = c != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                i += c == '"' && isQuoted ? 1 : 0;
                field.Append(c, isQuoted ? 1 : 0);
            }
            else if (c == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (c == delimiter || c == '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    if (row is not [""])
                    {
                        yield return row;
                    }

                    row = [];
                }
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }
    }
}
