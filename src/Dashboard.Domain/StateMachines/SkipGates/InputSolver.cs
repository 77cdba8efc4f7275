using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Finds inputs that a test of a Choice answers as wanted, changing as little as it can.</summary>
internal static class InputSolver
{
    // Rules with many parts have many ways; the first that fit are as good as any.
    private const int MostWays = 32;

    /// <summary>Inputs that the test answers as wanted, the one given first where it does so already.</summary>
    public static IEnumerable<JsonObject> Ways(InputTest test, bool wanted, JsonObject input) =>
        Holds(test, input) == wanted ? [input] : Changed(test, wanted, input).Where(w => Holds(test, w) == wanted).Take(MostWays);

    public static bool Holds(InputTest test, JsonObject input) => test switch
    {
        InputTest.All all => all.Parts.All(p => Holds(p, input)),
        InputTest.Any any => any.Parts.Any(p => Holds(p, input)),
        InputTest.Not not => !Holds(not.Part, input),
        InputTest.Compare compare => Holds(compare, input),
        _ => false,
    };

    private static IEnumerable<JsonObject> Changed(InputTest test, bool wanted, JsonObject input) => test switch
    {
        InputTest.All all => wanted ? Each(all.Parts, true, input) : all.Parts.SelectMany(p => Ways(p, false, input)),
        InputTest.Any any => wanted ? any.Parts.SelectMany(p => Ways(p, true, input)) : Each(any.Parts, false, input),
        InputTest.Not not => Ways(not.Part, !wanted, input),
        InputTest.Compare compare => Values(compare, wanted, Find(input, compare.Path, out var value) ? value : null)
            .Select(v => With(input, compare.Path, v)).OfType<JsonObject>(),
        _ => [],
    };

    private static IEnumerable<JsonObject> Each(ImmutableArray<InputTest> parts, bool wanted, JsonObject input) =>
        parts.Aggregate(Enumerable.Repeat(input, 1), (ways, part) => ways.SelectMany(w => Ways(part, wanted, w)).Take(MostWays));

    private static bool Holds(InputTest.Compare test, JsonObject input)
    {
        if (!Find(input, test.Path, out var value))
        {
            return test.Operator == "IsPresent" && Json.Boolean(test.Operand) == false;
        }

        return test.Operator switch
        {
            "IsPresent" => Json.Boolean(test.Operand) == true,
            "IsNull" => (value is null) == Json.Boolean(test.Operand),
            "IsString" => (Json.String(value) is not null) == Json.Boolean(test.Operand),
            "IsNumeric" => (Json.Number(value) is not null) == Json.Boolean(test.Operand),
            "IsBoolean" => (Json.Boolean(value) is not null) == Json.Boolean(test.Operand),
            "StringMatches" => Json.String(value) is { } text && WildcardPattern.Matches(text, Json.String(test.Operand) ?? ""),
            "StringEquals" => Json.String(value) is { } text && text == Json.String(test.Operand),
            "BooleanEquals" => Json.Boolean(value) is { } flag && flag == Json.Boolean(test.Operand),
            "Contains" => value is JsonArray items ? items.Any(i => JsonNode.DeepEquals(i, test.Operand)) : JsonNode.DeepEquals(value, test.Operand),
            _ when Json.Number(value) is { } number && Json.Number(test.Operand) is { } limit => test.Operator switch
            {
                "NumericEquals" => number == limit,
                "NumericLessThan" => number < limit,
                "NumericLessThanEquals" => number <= limit,
                "NumericGreaterThan" => number > limit,
                "NumericGreaterThanEquals" => number >= limit,
                _ => false,
            },
            _ => false,
        };
    }

    /// <summary>Values worth a try, the likeliest first.</summary>
    private static IEnumerable<JsonNode?> Values(InputTest.Compare test, bool wanted, JsonNode? now) => test.Operator switch
    {
        "IsPresent" => Json.Boolean(test.Operand) == wanted ? [JsonValue.Create(true)] : [],
        "BooleanEquals" when Json.Boolean(test.Operand) is { } flag => [JsonValue.Create(flag == wanted)],
        "StringEquals" => [wanted ? test.Operand?.DeepClone() : JsonValue.Create("")],
        "StringMatches" when wanted => Texts(Literal(Json.String(test.Operand) ?? ""), Json.String(now)),
        "Contains" when wanted => [new JsonArray([.. (now as JsonArray ?? []).Append(test.Operand).Select(i => i?.DeepClone())])],
        "IsString" when wanted => [JsonValue.Create("")],
        "IsNumeric" when wanted => [JsonValue.Create(0)],
        "IsBoolean" when wanted => [JsonValue.Create(true)],
        "IsNull" when wanted => [null],
        _ when test.Operator.StartsWith("Numeric", StringComparison.Ordinal) && Json.Number(test.Operand) is { } limit && limit % 1 == 0 && Math.Abs(limit) < long.MaxValue / 2 =>
            [JsonValue.Create((long)limit), JsonValue.Create((long)limit + 1), JsonValue.Create((long)limit - 1)],
        _ => [],
    };

    // Several gates may look for their own word in one text.
    private static IEnumerable<JsonNode?> Texts(string literal, string? now)
    {
        foreach (var text in now is null or "" ? [literal] : (string[])[$"{now},{literal}", $"{now}{literal}", literal])
        {
            yield return JsonValue.Create(text);
        }
    }

    /// <summary>The shortest text that a pattern takes.</summary>
    private static string Literal(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                text.Append(pattern[++i]);
            }
            else if (pattern[i] != '*')
            {
                text.Append(pattern[i]);
            }
        }

        return text.ToString();
    }

    private static bool Find(JsonObject input, ImmutableArray<string> path, out JsonNode? value)
    {
        value = input;
        foreach (var name in path)
        {
            if (value is not JsonObject o || !o.TryGetPropertyValue(name, out value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A copy with another value at the path; null where something that is no object stands in the way.</summary>
    private static JsonObject? With(JsonObject input, ImmutableArray<string> path, JsonNode? value)
    {
        var copy = input.DeepClone().AsObject();
        var at = copy;
        foreach (var name in path[..^1])
        {
            if (!at.TryGetPropertyValue(name, out var inner))
            {
                at[name] = inner = new JsonObject();
            }

            if (inner is not JsonObject next)
            {
                return null;
            }

            at = next;
        }

        at[path[^1]] = value;
        return copy;
    }
}
