using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Passes its input or a fixed result on.</summary>
internal static class PassState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        var arguments = language.Arguments(strand, state, input);
        var result = QueryLanguage.Field(state.Body, "Result") is { } constant ? Json.From(constant) : arguments;
        return Task.FromResult(language.Complete(strand, state, input, result));
    }
}
