using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Sums up the branches of a Parallel and the iterations of a Map, each by its own truth.</summary>
internal static class BranchOutcomes
{
    /// <summary>In the order of their indexes. Branches that the definition has and that were not begun are there too, not reached; iterations only once begun.</summary>
    public static ImmutableArray<BranchOutcome> Of(GroupTry @try, bool executionEnded, StateMachineDefinition? definition)
    {
        var branches = @try.Scopes.Values.Select(s => Of(s, executionEnded || @try.Owner.Ending != Ending.Open, definition)).ToList();
        branches.AddRange(@try.Declared.Select((first, i) => (first, i)).Where(b => @try.Find(b.i) is null)
            .Select(b => new BranchOutcome(b.i, b.first, Outcome.NotReached, null, null, null, null, null, null)));
        return [.. branches.OrderBy(b => b.Index)];
    }

    private static BranchOutcome Of(Scope scope, bool groupEnded, StateMachineDefinition? definition)
    {
        var visits = Verdicts.Within(scope).ToList();
        var (job, code) = JobFinder.Find(visits);
        var ended = groupEnded || scope.EndedAt is not null;
        var worst = Verdicts.Worst(visits);
        return new BranchOutcome(
            scope.Index,
            scope.FirstState,
            ended ? worst : Outcome.Running,
            code?.LastAttempt?.Result?.ExitCode,
            (job ?? code)?.Entered.Id,
            (job ?? code)?.Name,
            job is null ? null : Marker.Find(job, scope, definition),
            scope.StartedAt,
            ended ? scope.Last?.End?.Timestamp ?? scope.EndedAt : null);
    }
}
