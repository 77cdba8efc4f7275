using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Reads what a rule of a Choice asks of the execution's input.</summary>
internal static class InputTestReader
{
    private static readonly string[] NotOperators = ["Variable", "Next", "Comment", "Assign", "Output"];

    /// <summary>Reads a rule; what does not look at the input alone is <see cref="InputTest.Opaque"/>.</summary>
    /// <param name="isInput">Whether that member of the state's data is still the one of the execution's input.</param>
    public static InputTest Read(JsonElement rule, string language, Func<string, bool> isInput)
    {
        if (rule.ValueKind != JsonValueKind.Object)
        {
            return InputTest.Opaque.Instance;
        }

        if (language == "JSONata")
        {
            return rule.TryGetProperty("Condition", out var condition) ? JsonataTestReader.Read(condition, isInput) : InputTest.Opaque.Instance;
        }

        if (rule.TryGetProperty("Not", out var not))
        {
            return new InputTest.Not(Read(not, language, isInput));
        }

        if (rule.TryGetProperty("And", out var all) && all.ValueKind == JsonValueKind.Array)
        {
            return new InputTest.All([.. all.EnumerateArray().Select(r => Read(r, language, isInput))]);
        }

        if (rule.TryGetProperty("Or", out var any) && any.ValueKind == JsonValueKind.Array)
        {
            return new InputTest.Any([.. any.EnumerateArray().Select(r => Read(r, language, isInput))]);
        }

        var test = rule.EnumerateObject().FirstOrDefault(p => !NotOperators.Contains(p.Name, StringComparer.Ordinal));
        return test.Value.ValueKind == JsonValueKind.Undefined || test.Name.EndsWith("Path", StringComparison.Ordinal)
            || !rule.TryGetProperty("Variable", out var variable) || Path(variable.ToString(), isInput) is not { } path
            ? InputTest.Opaque.Instance
            : new InputTest.Compare(path, test.Name, Json.From(test.Value));
    }

    /// <summary>Where in the input a path leads; null where it leads elsewhere.</summary>
    private static ImmutableArray<string>? Path(string text, Func<string, bool> isInput)
    {
        var ofContext = text.StartsWith("$$", StringComparison.Ordinal);
        if (!ofContext && !(text.Length > 1 && text[0] == '$' && text[1] is '.' or '['))
        {
            return null;
        }

        try
        {
            var path = JsonPath.Parse(ofContext ? text[1..] : text);
            if (!path.IsReference || !path.Steps.All(s => s is PropertyStep))
            {
                return null;
            }

            var names = path.Steps.Select(s => ((PropertyStep)s).Name).ToImmutableArray();
            return ofContext ? names is ["Execution", "Input", _, ..] ? names[2..] : null : names.Length > 0 && isInput(names[0]) ? names : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
