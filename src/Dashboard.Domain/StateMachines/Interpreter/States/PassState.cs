using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Passes its input or a fixed result on.</summary>
internal static class PassState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        var result = QueryLanguage.Field(state.Body, "Result") is { } constant ? Fixed(strand, constant) : language.Arguments(strand, state, input);
        return Task.FromResult(language.Complete(strand, state, input, result));
    }

    // InputPath and Parameters are not looked at then.
    private static JsonNode? Fixed(Strand strand, JsonElement constant)
    {
        var result = Json.From(constant);
        strand.Note(StateStage.Result, result);
        return result;
    }
}
