using System.Text;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>Finds the lines on which the states' names stand in a definition.</summary>
internal static class StateLines
{
    /// <summary>State name to line, from 1. A name that stands twice keeps its first line.</summary>
    public static Dictionary<string, int> Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = AslReader.MaxDepth });
        var objects = new Stack<bool>();
        var (line, counted, isStates) = (1, 0L, false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(isStates);
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (objects.Peek())
                    {
                        line += bytes.AsSpan((int)counted, (int)(reader.TokenStartIndex - counted)).Count((byte)'\n');
                        counted = reader.TokenStartIndex;
                        lines.TryAdd(reader.GetString()!, line);
                    }

                    isStates = reader.ValueTextEquals("States"u8) && !objects.Peek();
                    continue;
            }

            isStates = false;
        }

        return lines;
    }
}
