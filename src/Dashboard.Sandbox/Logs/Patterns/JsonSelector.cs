using System.Globalization;
using System.Text.Json;

namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>The place in a JSON line that a condition is about, such as <c>$.users[0].id</c>.</summary>
internal static class JsonSelector
{
    /// <summary>What a selector finds: nothing, one value, or with <c>[*]</c> several.</summary>
    public static Func<JsonElement, IEnumerable<JsonElement>> Read(PatternReader reader)
    {
        reader.Take("$");
        List<Func<JsonElement, IEnumerable<JsonElement>>> steps = [];
        while (reader.Peek is '.' or '[')
        {
            steps.Add(reader.TryTake(".") && reader.Peek != '[' ? Member(Name(reader)) : Bracket(reader));
        }

        return steps.Count > 0
            ? root => steps.Aggregate((IEnumerable<JsonElement>)[root], (found, step) => found.SelectMany(step))
            : throw PatternReader.Malformed();
    }

    private static string Name(PatternReader reader) => reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') is { Length: > 0 } name
        ? name
        : throw PatternReader.Malformed();

    private static Func<JsonElement, IEnumerable<JsonElement>> Bracket(PatternReader reader)
    {
        reader.Take("[");
        Func<JsonElement, IEnumerable<JsonElement>> step;
        if (reader.Peek is '"' or '\'')
        {
            step = Member(reader.Quoted(reader.Peek));
        }
        else if (reader.TryTake("*"))
        {
            step = e => e.ValueKind == JsonValueKind.Array ? e.EnumerateArray() : [];
        }
        else
        {
            var index = int.TryParse(reader.TakeWhile(char.IsAsciiDigit), NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : throw PatternReader.Malformed();
            step = e => e.ValueKind == JsonValueKind.Array && index < e.GetArrayLength() ? [e[index]] : [];
        }

        reader.Take("]");
        return step;
    }

    private static Func<JsonElement, IEnumerable<JsonElement>> Member(string name) =>
        e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) ? [value] : [];
}
