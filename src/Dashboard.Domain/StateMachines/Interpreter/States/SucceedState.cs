using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Ends its strand well.</summary>
internal static class SucceedState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input) =>
        Task.FromResult(new Transition(JsonPathLanguage.OutputPath(strand, state, JsonPathLanguage.Input(strand, state, input)), null));
}
