using System.Text.Json;

namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>Conditions on lines that are JSON, such as <c>{ $.level = "ERROR" &amp;&amp; ($.code &gt;= 500 || $.note IS NULL) }</c>.</summary>
internal static class JsonPattern
{
    private delegate bool Condition(JsonElement line);

    public static Func<string, bool> Read(PatternReader reader)
    {
        var condition = Either(reader);
        return reader.SkipSpace().AtEnd ? line => Holds(condition, line) : throw PatternReader.Malformed();
    }

    private static bool Holds(Condition condition, string line)
    {
        if (line.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return condition(json.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Condition Either(PatternReader reader)
    {
        var first = Both(reader);
        while (reader.SkipSpace().TryTake("||"))
        {
            var (left, right) = (first, Both(reader));
            first = line => left(line) || right(line);
        }

        return first;
    }

    private static Condition Both(PatternReader reader)
    {
        var first = One(reader);
        while (reader.SkipSpace().TryTake("&&"))
        {
            var (left, right) = (first, One(reader));
            first = line => left(line) && right(line);
        }

        return first;
    }

    private static Condition One(PatternReader reader)
    {
        if (reader.SkipSpace().TryTake("("))
        {
            var inner = Either(reader);
            reader.SkipSpace().Take(")");
            return inner;
        }

        var select = JsonSelector.Read(reader);
        if (ValueTest.Read(reader, c => char.IsAsciiLetterOrDigit(c) || c is '*' or '_' or '.' or '-' or '+' or ':' or '/') is { } test)
        {
            return line => select(line).Any(v => Passes(test, v));
        }

        return Words(reader) switch
        {
            "IS NULL" => line => select(line).Any(v => v.ValueKind == JsonValueKind.Null),
            "IS TRUE" => line => select(line).Any(v => v.ValueKind == JsonValueKind.True),
            "IS FALSE" => line => select(line).Any(v => v.ValueKind == JsonValueKind.False),
            "NOT EXISTS" => line => !select(line).Any(),
            _ => throw PatternReader.Malformed(),
        };
    }

    private static string Words(PatternReader reader) =>
        $"{reader.SkipSpace().TakeWhile(char.IsAsciiLetter)} {reader.SkipSpace().TakeWhile(char.IsAsciiLetter)}".ToUpperInvariant();

    /// <summary>Null, objects and arrays pass no test, not even an unequal.</summary>
    private static bool Passes(ValueTest test, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !test.IsOrder && test.Matches(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => test.Matches(value.GetRawText()),
        _ => false,
    };
}
