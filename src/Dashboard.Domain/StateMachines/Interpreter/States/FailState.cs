using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Ends its strand with an error, which is thrown.</summary>
internal static class FailState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input) =>
        throw new StatesErrorException(Text(strand, state, "Error", input), Text(strand, state, "Cause", input));

    private static string? Text(Strand strand, State state, string field, JsonNode? input)
    {
        if (JsonPathLanguage.Field(state.Body, field) is { ValueKind: JsonValueKind.String } constant)
        {
            return constant.GetString();
        }

        var pathField = field + "Path";
        return JsonPathLanguage.Field(state.Body, pathField) is { ValueKind: JsonValueKind.String } path
            ? Json.String(PayloadTemplate.Value(pathField, path, new Evaluation(input, strand)))
                ?? throw StatesError.Fault(strand.Visit!, $"The {pathField} field '{path}' does not refer to a string.")
            : null;
    }
}
