using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Parameters, ResultSelector, ItemSelector and Assign: JSON in which members named <c>….$</c> are paths or intrinsic functions.</summary>
internal static class PayloadTemplate
{
    private const string NoData = "Unable to apply Path transformation to null or empty input.";

    public static JsonNode? Fill(JsonElement template, Evaluation evaluation)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var member in template.EnumerateObject())
                {
                    if (member.Name.EndsWith(".$", StringComparison.Ordinal))
                    {
                        result[member.Name[..^2]] = Json.Own(Value(member.Name, member.Value, evaluation));
                    }
                    else
                    {
                        result[member.Name] = Fill(member.Value, evaluation);
                    }
                }

                return result;
            case JsonValueKind.Array:
                return new JsonArray([.. template.EnumerateArray().Select(e => Fill(e, evaluation))]);
            default:
                return Json.From(template);
        }
    }

    /// <summary>The value of a path or an intrinsic function that stands in a field.</summary>
    public static JsonNode? Value(string field, JsonElement expression, Evaluation evaluation)
    {
        var text = expression.ValueKind == JsonValueKind.String ? expression.GetString()! : expression.GetRawText();
        return text.StartsWith('$') ? Path(field, text, evaluation) : IntrinsicExpression.Evaluate(text, evaluation);
    }

    private static JsonNode? Path(string field, string path, Evaluation evaluation)
    {
        if (evaluation.Data is null && IsIntoData(path))
        {
            throw StatesError.Fault(evaluation.Strand.Visit!, NoData);
        }

        try
        {
            return evaluation.TryFill(path, out var value, out _)
                ? value
                : throw StatesError.Fault(evaluation.Strand.Visit!, $"The JSONPath '{path}' specified for the field '{field}' could not be found in the input '{Json.Text(evaluation.Data)}'");
        }
        catch (FormatException e)
        {
            throw StatesError.Fault(evaluation.Strand.Visit!, e.Message);
        }
    }

    // Not into the context object or a variable.
    private static bool IsIntoData(string path) => path.Length == 1 || path[1] is '.' or '[';
}
