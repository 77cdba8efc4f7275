using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>Runs its branches side by side.</summary>
internal static class ParallelState
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        StrandGroup? branches = null;
        return FailableState.RunAsync(strand, state, input, AttemptAsync, Failed);

        async Task<JsonNode?> AttemptAsync(int number)
        {
            branches = null;
            var arguments = QueryLanguage.Of(strand, state).Arguments(strand, state, input);
            if (strand.Execution.Trial is { } trial)
            {
                return trial.Mock?.Answer();
            }

            strand.Write(HistoryWriter.Event("ParallelStateStarted"));
            using var attempt = branches = new StrandGroup(strand);
            foreach (var group in state.Groups)
            {
                branches.Start(null, strand.Previous, branch => StateRunner.RunAsync(branch, group, arguments));
            }

            var outputs = await branches.EndAsync();
            strand.Mark(HistoryWriter.Event("ParallelStateSucceeded"));
            return new JsonArray([.. outputs.Select(o => o?.DeepClone())]);
        }

        void Failed()
        {
            if (branches is { HasFailed: true } || strand.Visit!.HasFailedEvaluation)
            {
                strand.Write(HistoryWriter.Event("ParallelStateFailed"));
            }
        }
    }
}
