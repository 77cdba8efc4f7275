using System.Text;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Knows the line of everything in a JSON text by its location, such as <c>/States/X/Choices[0]/Next</c>.</summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private JsonLines()
    {
    }

    /// <summary>Reads the whole text, so that what cannot be read at all is found here.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It has text that is no Unicode.</exception>
    public static JsonLines Read(string text, int maxDepth)
    {
        var found = new JsonLines();
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = maxDepth });
        var (line, counted) = (1, 0L);
        var open = new Stack<(string Path, int Index)>();
        string? member = null;
        while (reader.Read())
        {
            line += bytes.AsSpan((int)counted, (int)(reader.TokenStartIndex - counted)).Count((byte)'\n');
            counted = reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    member = open.Peek().Path + "/" + reader.GetString();
                    found._lines.TryAdd(member, line);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    continue;
                case JsonTokenType.String:
                    reader.GetString();
                    break;
            }

            var path = member ?? Element(open);
            member = null;
            found._lines.TryAdd(path, line);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((path, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }

        return found;
    }

    /// <summary>The line of the location, or of the nearest thing around it; null for no location.</summary>
    public int? Find(string? location)
    {
        for (var at = location; at is not null; at = at[..Math.Max(0, at.LastIndexOfAny(['/', '[']))])
        {
            if (_lines.TryGetValue(at, out var line))
            {
                return line;
            }

            if (at.Length == 0)
            {
                break;
            }
        }

        return null;
    }

    private static string Element(Stack<(string Path, int Index)> open)
    {
        if (!open.TryPop(out var array))
        {
            return "";
        }

        open.Push((array.Path, array.Index + 1));
        return $"{array.Path}[{array.Index}]";
    }
}
