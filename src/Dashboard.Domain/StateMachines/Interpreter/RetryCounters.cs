using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How often each retrier of a state has been used in this visit.</summary>
/// <param name="before">How often before this visit.</param>
internal sealed class RetryCounters(State state, int before)
{
    private readonly Dictionary<Retrier, int> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>The retrier that takes the error, or null; and how long to wait before the next try, null where the retrier is used up.</summary>
    public (int Index, TimeSpan? Delay)? Next(StatesErrorException failure)
    {
        if (state.Retry.FirstOrDefault(r => StatesError.Fits(r.ErrorEquals, failure)) is not { } retrier)
        {
            return null;
        }

        var index = state.Retry.IndexOf(retrier);
        var used = _used.GetValueOrDefault(retrier, before);
        if (used >= retrier.MaxAttempts)
        {
            return (index, null);
        }

        _used[retrier] = used + 1;
        var seconds = retrier.IntervalSeconds * Math.Pow(retrier.BackoffRate, used);
        seconds = Math.Min(seconds, retrier.MaxDelaySeconds ?? TimeSpan.FromDays(365).TotalSeconds);
        return (index, TimeSpan.FromSeconds(retrier.FullJitter ? Random.Shared.NextDouble() * seconds : seconds));
    }
}
