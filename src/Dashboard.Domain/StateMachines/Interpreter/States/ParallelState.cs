using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Runs its branches side by side.</summary>
internal static class ParallelState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        var started = false;
        return FailableState.RunAsync(strand, state, input, AttemptAsync, Failed);

        async Task<JsonNode?> AttemptAsync(int number)
        {
            var arguments = JsonPathLanguage.Arguments(strand, state, input);
            strand.Write(Event("ParallelStateStarted"));
            started = true;
            using var branches = new StrandGroup(strand);
            foreach (var group in state.Groups)
            {
                branches.Start(null, strand.Previous, branch => StateRunner.RunAsync(branch, group, arguments));
            }

            var outputs = await branches.EndAsync();
            strand.Mark(Event("ParallelStateSucceeded"));
            return new JsonArray([.. outputs.Select(o => o?.DeepClone())]);
        }

        void Failed()
        {
            if (started)
            {
                strand.Write(Event("ParallelStateFailed"));
            }
        }
    }

    private static HistoryEvent Event(string type) => new() { Id = 0, Timestamp = default, Type = type };
}
