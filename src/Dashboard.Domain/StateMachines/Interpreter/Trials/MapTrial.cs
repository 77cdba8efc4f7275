using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.States;

namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>A Map that is run alone: its items are dealt out, and the mock answers for what their iterations would.</summary>
internal static class MapTrial
{
    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input, StateTrial trial)
    {
        return FailableState.RunAsync(strand, state, input, AttemptAsync);

        Task<JsonNode?> AttemptAsync(int number)
        {
            var (limits, children) = DistributedMap.Plan(strand, state, input);
            var result = trial.Mock?.Answer();
            var items = new MapRunCounts(children.Sum(c => c.ItemCount)) { Failed = trial.FailedIterations };

            // AWS counts the failures only where the Map says how many it tolerates.
            return limits is { ToleratedFailureCount: null, ToleratedFailurePercentage: null } || !limits.AreExceededBy(items)
                ? Task.FromResult(result)
                : throw MapRunLimits.Exceeded();
        }
    }
}
