using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>Finds where two executions first went apart.</summary>
internal static class Divergences
{
    /// <remarks>In the order in which the left one came to its states, as branches run at once. What holds others only sums them up, so it speaks only where nothing inside does.</remarks>
    public static Divergence? First(ImmutableArray<StateComparison> states, ExecutionSnapshot left, ExecutionSnapshot right)
    {
        var (nextLeft, nextRight) = (Followers(left), Followers(right));
        Divergence? summed = null;
        foreach (var state in states)
        {
            if (state.IsInBoth)
            {
                var found = Ends(state) ?? Ways(state, nextLeft, nextRight);
                if (found is not null && state.Left!.Type is not (StateType.Parallel or StateType.Map))
                {
                    return found;
                }

                summed ??= found;
            }
            else if (Before(state) is null && summed is null)
            {
                // Nothing led here: the first state of all, or of a branch or an iteration that the other one did not begin.
                summed = new Divergence(
                    (state.Left ?? state.Right)!.ParentVisit is null && left.Visits.Length > 0 && right.Visits.Length > 0 ? DivergenceKind.Start : DivergenceKind.Shorter, null, state.Left, state.Right);
            }
        }

        return summed;
    }

    private static long? Before(StateComparison state) => (state.Left ?? state.Right)!.PreviousVisit;

    private static Divergence? Ends(StateComparison state) =>
        !state.EndsDiffer ? null
        : state.Left!.Task?.ExitCode != state.Right!.Task?.ExitCode ? new Divergence(DivergenceKind.ExitCode, state.Key, state.Left, state.Right)
        : new Divergence(DivergenceKind.Outcome, state.Key, state.Left, state.Right);

    private static Divergence? Ways(StateComparison state, Dictionary<long, StateVisit> nextLeft, Dictionary<long, StateVisit> nextRight)
    {
        var (left, right) = (nextLeft.GetValueOrDefault(state.Left!.EnteredId), nextRight.GetValueOrDefault(state.Right!.EnteredId));
        return left?.Name == right?.Name ? null
            : new Divergence(left is null || right is null ? DivergenceKind.Shorter : DivergenceKind.Route, state.Key, left, right);
    }

    private static Dictionary<long, StateVisit> Followers(ExecutionSnapshot snapshot)
    {
        var followers = new Dictionary<long, StateVisit>();
        foreach (var visit in snapshot.Visits.Where(v => v.Counts && v.PreviousVisit is not null))
        {
            followers[visit.PreviousVisit!.Value] = visit;
        }

        return followers;
    }
}
