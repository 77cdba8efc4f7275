using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Goes where the first rule that fits leads.</summary>
internal static class ChoiceState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var data = JsonPathLanguage.Input(strand, state, input);
        var condition = new ChoiceCondition(new Evaluation(data, strand));
        var rule = state.Choices.FirstOrDefault(r => condition.Holds(r.Body));
        var next = rule?.Next ?? state.Default
            ?? throw StatesError.Fault(strand.Visit!, $"Failed to transition out of the state '{state.Name}'. The state does not point to a next state.", StatesError.NoChoiceMatched);
        var output = JsonPathLanguage.OutputPath(strand, state, data);
        JsonPathLanguage.Assign(strand, rule?.Body ?? state.Body, data);
        return Task.FromResult(new Transition(output, next));
    }
}
