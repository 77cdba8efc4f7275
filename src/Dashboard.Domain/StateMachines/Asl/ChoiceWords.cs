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
                case "And" when p.Value.ValueKind == JsonValueKind.Array: return string.Join(" and ", p.Value.EnumerateArray().Select(Describe));
                case "Or" when p.Value.ValueKind == JsonValueKind.Array: return string.Join(" or ", p.Value.EnumerateArray().Select(Describe));
            }
        }

        var variable = rule.TryGetProperty("Variable", out var v) ? v.ToString() : "";
        var test = rule.EnumerateObject().FirstOrDefault(p => !NotOperators.Contains(p.Name));
        return test.Value.ValueKind == JsonValueKind.Undefined ? variable : $"{variable} {Symbol(test.Name)} {test.Value.GetRawText()}";
    }

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
