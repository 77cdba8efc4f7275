using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>What an input makes a definition do, found by running it on a clock of its own.</summary>
/// <param name="Entered">How often each state was entered.</param>
/// <param name="Calls">What each task was called with, sorted: branches have no order among themselves.</param>
/// <param name="Error">The error's name, where it did not succeed.</param>
/// <param name="Last">The state that was entered last.</param>
internal sealed record Rehearsal(
    ImmutableDictionary<string, int> Entered, ImmutableDictionary<string, ImmutableArray<string>> Calls, ExecutionStatus Status, string? Error, string? Last)
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The history's own limit ends what goes round without waiting; this one what waits in between.
    private const int MostWaits = 10_000;

    /// <summary>Runs it; where it never comes to an end the status is Unknown.</summary>
    /// <param name="identity">The last run's, so that what names the execution is the same in every rehearsal.</param>
    public static Rehearsal Of(StateMachineDefinition definition, string input, ReplayedTasks tasks, ExecutionIdentity identity)
    {
        var time = new SimulatedTime(Start);
        var entered = new Dictionary<string, int>(StringComparer.Ordinal);
        string? last = null;
        var run = new StateMachineExecution(definition, identity with { StartTime = Start }, input, tasks, time, e =>
        {
            if (EventKinds.IsEntered(e.Type) && e.Name is { } name)
            {
                last = name;
                entered[name] = entered.GetValueOrDefault(name) + 1;
            }
        });
        run.Start();
        for (var waits = 0; run.End is null && waits < MostWaits && time.AdvanceToNext(); waits++)
        {
        }

        return new Rehearsal(
            entered.ToImmutableDictionary(),
            tasks.Calls.GroupBy(c => c.StateName, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => g.Select(c => c.Parameters).Order(StringComparer.Ordinal).ToImmutableArray()),
            run.End?.Status ?? ExecutionStatus.Unknown,
            run.End?.Error,
            last);
    }
}
