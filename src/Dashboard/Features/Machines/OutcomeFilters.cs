using Dashboard.Domain.Tasks;
using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>Whether an execution passes.</summary>
internal static class OutcomeFilters
{
    public static bool Passes(this OutcomeFilter filter, RunView? last) => filter switch
    {
        OutcomeFilter.All => true,
        OutcomeFilter.Abnormal => last?.Outcome >= Outcome.AbortedBySibling,
        OutcomeFilter.Hidden => last?.HidesFailure == true,
        OutcomeFilter.Warning => last?.Outcome == Outcome.Warning,
        OutcomeFilter.Running => last?.IsRunning == true,
        OutcomeFilter.Normal => last?.Outcome == Outcome.Normal,
        OutcomeFilter.NeverRun => last is null,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };
}
