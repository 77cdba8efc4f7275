using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.States;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Judges the rules of a Choice in JSONPath.</summary>
internal sealed class ChoiceCondition(Evaluation evaluation)
{
    private const string PathSuffix = "Path";
    private static readonly string[] NotOperators = ["Variable", "Next", "Comment", "Assign"];

    /// <summary>Judges a rule with all that is nested in it.</summary>
    /// <exception cref="StatesErrorException">States.Runtime: a path leads to nothing. Only IsPresent bears that.</exception>
    public bool Holds(JsonElement rule)
    {
        if (rule.TryGetProperty("Not", out var not))
        {
            return !Holds(not);
        }

        if (rule.TryGetProperty("And", out var all))
        {
            return all.EnumerateArray().All(Holds);
        }

        if (rule.TryGetProperty("Or", out var any))
        {
            return any.EnumerateArray().Any(Holds);
        }

        var test = rule.EnumerateObject().FirstOrDefault(p => !NotOperators.Contains(p.Name, StringComparer.Ordinal));
        var variable = rule.TryGetProperty("Variable", out var v) ? v.ToString() : "";
        if (test.Value.ValueKind == JsonValueKind.Undefined)
        {
            throw StatesError.Fault(evaluation.Strand.Visit!, $"The rule about '{variable}' has no operator.");
        }

        return test.Name == "IsPresent" ? Find(variable, out _) == test.Value.GetBoolean() : Holds(test.Name, Value(variable), test.Value);
    }

    private bool Holds(string name, JsonNode? value, JsonElement operand)
    {
        switch (name)
        {
            case "IsNull": return (value is null) == operand.GetBoolean();
            case "IsString": return (Json.String(value) is not null) == operand.GetBoolean();
            case "IsNumeric": return (Json.Number(value) is not null) == operand.GetBoolean();
            case "IsBoolean": return (Json.Boolean(value) is not null) == operand.GetBoolean();
            case "IsTimestamp": return (Time(value) is not null) == operand.GetBoolean();
            case "StringMatches": return Json.String(value) is { } text && WildcardPattern.Matches(text, operand.GetString() ?? "");
        }

        var byPath = name.EndsWith(PathSuffix, StringComparison.Ordinal);
        var other = byPath ? Value(operand.GetString() ?? "") : Json.From(operand);
        return Compare(byPath ? name[..^PathSuffix.Length] : name, value, other);
    }

    private bool Compare(string name, JsonNode? value, JsonNode? other)
    {
        foreach (var kind in (string[])["String", "Numeric", "Timestamp", "Boolean"])
        {
            if (name.StartsWith(kind, StringComparison.Ordinal))
            {
                var order = Order(kind, value, other);
                return name[kind.Length..] switch
                {
                    "Equals" => order == 0,
                    "LessThan" => order < 0,
                    "GreaterThan" => order > 0,
                    "LessThanEquals" => order <= 0,
                    "GreaterThanEquals" => order >= 0,
                    _ => throw Unknown(name),
                };
            }
        }

        throw Unknown(name);
    }

    // A value of another kind has no order: every comparison is false.
    private static int? Order(string kind, JsonNode? value, JsonNode? other) => kind switch
    {
        "String" => Json.String(value) is { } a && Json.String(other) is { } b ? string.CompareOrdinal(a, b) : null,
        "Numeric" => Json.Number(value) is { } a && Json.Number(other) is { } b ? a.CompareTo(b) : null,
        "Timestamp" => Time(value) is { } a && Time(other) is { } b ? a.CompareTo(b) : null,
        _ => Json.Boolean(value) is { } a && Json.Boolean(other) is { } b ? a.CompareTo(b) : null,
    };

    private static DateTimeOffset? Time(JsonNode? value) =>
        Json.String(value) is { } text && WaitState.TryReadTimestamp(text, out var time) ? time : null;

    private JsonNode? Value(string path) => Find(path, out var value)
        ? value
        : throw StatesError.Fault(evaluation.Strand.Visit!, $"Invalid path '{path}': The choice state's condition path references an invalid value.");

    private bool Find(string path, out JsonNode? value)
    {
        try
        {
            return evaluation.TrySelect(path, out value, out _);
        }
        catch (FormatException e)
        {
            throw StatesError.Fault(evaluation.Strand.Visit!, e.Message);
        }
    }

    private StatesErrorException Unknown(string name) => StatesError.Fault(evaluation.Strand.Visit!, $"The operator '{name}' is not known to this interpreter.");
}
