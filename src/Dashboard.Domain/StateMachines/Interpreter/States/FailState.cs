using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Ends its strand with an error, which is thrown.</summary>
internal static class FailState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        var data = language.Input(strand, state, input);
        throw new StatesErrorException(language.Text(strand, state, "Error", data), language.Text(strand, state, "Cause", data));
    }
}
