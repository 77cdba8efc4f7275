using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.Domain.StateMachines.Interpreter.Jsonata;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Fills fields in JSONata: strings written <c>{% … %}</c> are expressions over <c>$states</c> and the variables, all else is as it stands.</summary>
/// <param name="Input"><c>$states.input</c>.</param>
internal sealed partial record JsonataEvaluation(Strand Strand, JsonNode? Input)
{
    /// <summary><c>$states.result</c> as JSON text, where there is one.</summary>
    public string? Result { get; init; }

    /// <summary><c>$states.errorOutput</c> as JSON text, in a catcher.</summary>
    public string? ErrorOutput { get; init; }

    /// <summary>The Map item that an ItemSelector looks at; else that of the strand.</summary>
    public MapItem? Item { get; init; }

    public static bool IsExpression(JsonElement value, out string expression)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var found = text.Length >= 4 && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);
        expression = found ? text[2..^2].Trim() : "";
        return found;
    }

    /// <summary>Fills what stands in a field.</summary>
    /// <param name="location">Where it stands, such as <c>Output</c> or <c>Choices[0]/Assign</c>.</param>
    /// <exception cref="StatesErrorException">States.QueryEvaluationError: an expression has no value. The history says so already.</exception>
    public JsonNode? Fill(JsonElement template, string location)
    {
        var found = new List<(string Expression, string Location)>();
        Find(template, location, found);
        if (found.Count == 0)
        {
            return Json.From(template);
        }

        var answers = JsonataEngines.Evaluate(Question([.. found.Select(f => f.Expression)]));
        if (answers[^1].Problem is { } problem)
        {
            var (expression, at) = found[answers.Count - 1];
            throw Failure($"The JSONata expression '{expression}' specified for the field '{at}' {problem}", at);
        }

        var next = 0;
        return Put(template, answers, ref next);
    }

    /// <summary>Fills a field that must have a value of one kind.</summary>
    /// <param name="kind">array, boolean, number, object or string.</param>
    public JsonNode? Fill(JsonElement template, string location, string kind)
    {
        var value = Fill(template, location);
        var actual = KindOf(value);
        return actual == kind
            ? value
            : throw Failure(
                (IsExpression(template, out var expression) ? $"The JSONata expression '{expression}' specified for the field '{location}' returned" : $"The field '{location}' has")
                + $" an unexpected result type. Expected '{kind}', but was '{actual}' for value: {Json.Text(value)}",
                location);
    }

    /// <summary>Writes that an evaluation failed; the error is for throwing.</summary>
    public StatesErrorException Failure(string text, string? location)
    {
        var visit = Strand.Visit!;
        var failure = StatesError.Fault(visit, text, StatesError.QueryEvaluation);
        Strand.WriteEvaluationFailed(HistoryWriter.Event("EvaluationFailed") with { Name = visit.State.Name, Location = location, Error = failure.Error, Cause = failure.Cause });
        visit.HasFailedEvaluation = true;
        return failure;
    }

    private static string KindOf(JsonNode? value) => Json.Kind(value) switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static void Find(JsonElement template, string location, List<(string Expression, string Location)> found)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in template.EnumerateObject())
                {
                    Find(member.Value, $"{location}/{member.Name}", found);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in template.EnumerateArray())
                {
                    Find(element, $"{location}[{index++}]", found);
                }

                break;
            default:
                if (IsExpression(template, out var expression))
                {
                    found.Add((expression, location));
                }

                break;
        }
    }

    // The same walk as Find: the answers come in its order.
    private static JsonNode? Put(JsonElement template, IReadOnlyList<JsonataAnswer> answers, ref int next)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var member in template.EnumerateObject())
                {
                    result[member.Name] = Put(member.Value, answers, ref next);
                }

                return result;
            case JsonValueKind.Array:
                var array = new JsonArray();
                foreach (var element in template.EnumerateArray())
                {
                    array.Add(Put(element, answers, ref next));
                }

                return array;
            default:
                return IsExpression(template, out _) ? answers[next++].Value : Json.From(template);
        }
    }

    private JsonataQuestion Question(IReadOnlyList<string> expressions)
    {
        var variables = new JsonObject();
        foreach (var name in expressions.SelectMany(e => VariableName().Matches(e)).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal))
        {
            if (Strand.Variables.TryGet(name, out var value))
            {
                variables[name] = value?.DeepClone();
            }
        }

        var states = expressions.Any(e => e.Contains("$states", StringComparison.Ordinal)) ? States() : "null";
        return new JsonataQuestion(Strand.Execution.Time.GetUtcNow(), states, Json.Text(variables), expressions);
    }

    private string States() =>
        $"{{\"input\":{Json.Text(Input)},\"context\":{Json.Text(ContextObject.Of(Strand, Item ?? Strand.Item))}"
        + (Result is null ? "" : $",\"result\":{Result}")
        + (ErrorOutput is null ? "" : $",\"errorOutput\":{ErrorOutput}")
        + "}";

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex VariableName();
}
