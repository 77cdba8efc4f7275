using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Goes where the first rule that fits leads.</summary>
internal static class ChoiceState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        var data = language.Input(strand, state, input);
        var rule = language.Choose(strand, state, data);
        var next = rule?.Next ?? state.Default
            ?? throw StatesError.Fault(strand.Visit!, "Failed to transition out of the state. The state does not point to a next state.");
        return Task.FromResult(language.Leave(strand, state, data, next, rule));
    }
}
