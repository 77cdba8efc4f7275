using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>A Choice rule in a few words, such as <c>$[0].ExitCode = 0 or $[1].ExitCode = 0</c>.</summary>
internal static class ChoiceWords
{
    private static readonly string[] NotOperators = ["Variable", "Next", "Comment", "Assign", "Output"];

    public static string Describe(JsonElement rule)
    {
        if (rule.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        foreach (var p in rule.EnumerateObject())
        {
            switch (p.Name)
            {
                case "Condition": return p.Value.ToString();
                case "Not": return $"not ({Describe(p.Value)})";
                case "And" when p.Value.ValueKind == JsonValueKind.Array:
                    var telling = Telling([.. p.Value.EnumerateArray()]).ToArray();
                    return telling.Length == 1 ? Describe(telling[0]) : string.Join(" and ", telling.Select(InAnd));
                case "Or" when p.Value.ValueKind == JsonValueKind.Array: return string.Join(" or ", p.Value.EnumerateArray().Select(Describe));
            }
        }

        var variable = Variable(rule);
        var test = rule.EnumerateObject().FirstOrDefault(p => !NotOperators.Contains(p.Name));
        return test.Value.ValueKind == JsonValueKind.Undefined ? variable : $"{variable} {Test(test.Name, test.Value)}";
    }

    /// <summary>Without what only guards another test of the same variable: that it is there, or a number, is said by what it must be.</summary>
    private static IEnumerable<JsonElement> Telling(JsonElement[] rules) => rules.Where(rule => !rules.Any(other => Guard(rule) < Guard(other) && Mentions(other, Variable(rule))));

    /// <summary>How much a test tells of its variable: least that it is there.</summary>
    private static int Guard(JsonElement rule) => rule.ValueKind != JsonValueKind.Object ? 2 : rule.EnumerateObject().Select(p => (p.Name, p.Value.ValueKind) switch
    {
        ("IsPresent", JsonValueKind.True) => 0,
        ("IsNumeric" or "IsString" or "IsBoolean" or "IsTimestamp", JsonValueKind.True) => 1,
        _ => 2,
    }).Min();

    private static bool Mentions(JsonElement rule, string variable) => rule.ValueKind switch
    {
        JsonValueKind.Object => Variable(rule) == variable || rule.EnumerateObject().Any(p => p.Name is "And" or "Or" or "Not" && Mentions(p.Value, variable)),
        JsonValueKind.Array => rule.EnumerateArray().Any(r => Mentions(r, variable)),
        _ => false,
    };

    private static string InAnd(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("Or", out _) ? $"({Describe(rule)})" : Describe(rule);

    private static string Variable(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("Variable", out var variable) ? variable.ToString() : "";

    private static string Test(string name, JsonElement value) => (name, value.ValueKind) switch
    {
        ("IsPresent", JsonValueKind.True) => "is there",
        ("IsPresent", JsonValueKind.False) => "is not there",
        ("IsNull", JsonValueKind.True) => "is null",
        ("IsNull", JsonValueKind.False) => "is not null",
        ("IsNumeric" or "IsString" or "IsBoolean" or "IsTimestamp", JsonValueKind.True) => $"is {Kind(name)}",
        ("IsNumeric" or "IsString" or "IsBoolean" or "IsTimestamp", JsonValueKind.False) => $"is not {Kind(name)}",
        (_, JsonValueKind.String) when name.EndsWith("Path", StringComparison.Ordinal) => $"{Symbol(name[..^4])} {value.GetString()}",

        // As it reads, not as JSON writes it: no \u3042 and no \" in a label.
        (_, JsonValueKind.String) => $"{Symbol(name)} \"{value.GetString()}\"",
        _ => $"{Symbol(name)} {value.GetRawText()}",
    };

    private static string Kind(string name) => name == "IsNumeric" ? "a number" : $"a {name[2..].ToLowerInvariant()}";

    private static string Symbol(string name) => name switch
    {
        _ when name.EndsWith("GreaterThanEquals", StringComparison.Ordinal) => "≥",
        _ when name.EndsWith("LessThanEquals", StringComparison.Ordinal) => "≤",
        _ when name.EndsWith("GreaterThan", StringComparison.Ordinal) => ">",
        _ when name.EndsWith("LessThan", StringComparison.Ordinal) => "<",
        _ when name.EndsWith("Equals", StringComparison.Ordinal) => "=",
        "StringMatches" => "~",
        _ => name,
    };
}
