using System.Collections.Frozen;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter.States;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>The rules of a Choice.</summary>
internal static class ChoiceRules
{
    private static readonly string[] Tests = ["IsBoolean", "IsNull", "IsNumeric", "IsPresent", "IsString", "IsTimestamp"];
    private static readonly string[] Orders = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
    private static readonly string[] Combinations = ["And", "Or", "Not"];
    private static readonly string[] JsonataFields = ["Condition", "Next", "Assign", "Output", "Comment"];
    private static readonly string[] RuleFields = ["Next", "Assign", "Comment"];

    private static readonly FrozenSet<string> Operators = new[] { "String", "Numeric", "Timestamp" }.SelectMany(k => Orders.Select(o => k + o))
        .SelectMany(o => new[] { o, o + "Path" }).Concat(Tests).Concat(["BooleanEquals", "BooleanEqualsPath", "StringMatches"]).ToFrozenSet(StringComparer.Ordinal);

    public static void Check(StateSite site)
    {
        if (site.Field("Choices") is not { } rules || !site.Findings.IsKind(rules, site.At("Choices"), JsonValueKind.Array))
        {
            return;
        }

        if (rules.GetArrayLength() == 0)
        {
            site.Findings.Error(site.At("Choices"), "Minimum number of items is 1");
        }

        foreach (var (rule, i) in rules.EnumerateArray().Select((r, i) => (r, i)))
        {
            var location = $"{site.At("Choices")}[{i}]";
            if (site.Findings.IsKind(rule, location, JsonValueKind.Object))
            {
                Top(site, rule, location);
            }
        }
    }

    private static void Top(StateSite site, JsonElement rule, string location)
    {
        StateFields.Language(site, rule, location);
        site.Findings.Required(rule, location, site.IsJsonata ? ["Condition", "Next"] : ["Next"]);
        if (rule.TryGetProperty("Next", out var next))
        {
            site.Findings.IsKind(next, $"{location}/Next", JsonValueKind.String);
        }

        if (rule.TryGetProperty("Assign", out var assign))
        {
            TemplateRules.Assign(site, assign, $"{location}/Assign");
        }

        if (!site.IsJsonata)
        {
            Condition(site, rule, location, RuleFields);
            return;
        }

        site.Findings.OnlyFields(rule, location, JsonataFields);
        if (rule.TryGetProperty("Condition", out var condition) && condition.ValueKind is not (JsonValueKind.True or JsonValueKind.False) && !Expressions.IsJsonata(condition))
        {
            site.Findings.Error($"{location}/Condition", "Value must be a boolean or a JSONata expression");
        }
    }

    private static void Condition(StateSite site, JsonElement rule, string location, string[] others)
    {
        var kinds = rule.EnumerateObject().Where(m => Operators.Contains(m.Name) || Combinations.Contains(m.Name)).ToList();
        if (kinds.Count != 1)
        {
            site.Findings.Error(location, kinds.Count == 0 ? "A comparison operator is required" : $"There should only be one of the following fields: [{string.Join(", ", kinds.Select(k => k.Name))}]");
            return;
        }

        var test = kinds[0];
        if (Combinations.Contains(test.Name))
        {
            site.Findings.OnlyFields(rule, location, [.. others, test.Name]);
            Combination(site, test, $"{location}/{test.Name}");
            return;
        }

        site.Findings.OnlyFields(rule, location, [.. others, "Comment", "Variable", test.Name]);
        site.Findings.Required(rule, location, "Variable");
        if (rule.TryGetProperty("Variable", out var variable))
        {
            Reference(site, variable, $"{location}/Variable");
        }

        Operand(site, test, $"{location}/{test.Name}");
    }

    private static void Combination(StateSite site, JsonProperty test, string location)
    {
        if (test.Name == "Not")
        {
            Nested(site, test.Value, location);
        }
        else if (site.Findings.IsKind(test.Value, location, JsonValueKind.Array))
        {
            if (test.Value.GetArrayLength() == 0)
            {
                site.Findings.Error(location, "Minimum number of items is 1");
            }

            foreach (var (rule, i) in test.Value.EnumerateArray().Select((r, i) => (r, i)))
            {
                Nested(site, rule, $"{location}[{i}]");
            }
        }
    }

    private static void Nested(StateSite site, JsonElement rule, string location)
    {
        if (site.Findings.IsKind(rule, location, JsonValueKind.Object))
        {
            Condition(site, rule, location, []);
        }
    }

    private static void Operand(StateSite site, JsonProperty test, string location)
    {
        var name = test.Name;
        if (name.EndsWith("Path", StringComparison.Ordinal))
        {
            Reference(site, test.Value, location);
        }
        else if (Tests.Contains(name) || name == "BooleanEquals")
        {
            if (test.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                site.Findings.Error(location, "Expected value of type [BOOLEAN]");
            }
        }
        else if (name.StartsWith("Numeric", StringComparison.Ordinal))
        {
            site.Findings.IsKind(test.Value, location, JsonValueKind.Number);
        }
        else if (site.Findings.IsKind(test.Value, location, JsonValueKind.String) && name.StartsWith("Timestamp", StringComparison.Ordinal)
            && !WaitState.TryReadTimestamp(test.Value.GetString()!, out _))
        {
            site.Findings.Error(location, "String does not match RFC3339 timestamp");
        }
    }

    private static void Reference(StateSite site, JsonElement path, string location)
    {
        if (site.Findings.IsKind(path, location, JsonValueKind.String) && !Expressions.IsReferencePath(path.GetString()!))
        {
            site.Findings.Error(location, "Value is not a Reference Path");
        }
    }
}
