using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Passes its input or a fixed result on.</summary>
internal static class PassState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var arguments = JsonPathLanguage.Arguments(strand, state, input);
        var result = JsonPathLanguage.Field(state.Body, "Result") is { } constant ? Json.From(constant) : arguments;
        var output = JsonPathLanguage.Output(strand, state, input, result);
        JsonPathLanguage.Assign(strand, state.Body, result);
        return Task.FromResult(new Transition(output, state.Next));
    }
}
