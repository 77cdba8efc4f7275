using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Ends its strand well.</summary>
internal static class SucceedState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        return Task.FromResult(language.Leave(strand, state, language.Input(strand, state, input), null));
    }
}
