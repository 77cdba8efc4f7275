using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How often each retrier of a state has been used in this visit.</summary>
internal sealed class RetryCounters(State state)
{
    private readonly Dictionary<Retrier, int> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>How long to wait before the next try; null where no retrier takes the error, or the one that does is used up.</summary>
    public TimeSpan? Next(StatesErrorException failure)
    {
        if (state.Retry.FirstOrDefault(r => StatesError.Fits(r.ErrorEquals, failure)) is not { } retrier)
        {
            return null;
        }

        var used = _used.GetValueOrDefault(retrier);
        if (used >= retrier.MaxAttempts)
        {
            return null;
        }

        _used[retrier] = used + 1;
        var seconds = retrier.IntervalSeconds * Math.Pow(retrier.BackoffRate, used);
        seconds = Math.Min(seconds, retrier.MaxDelaySeconds ?? TimeSpan.FromDays(365).TotalSeconds);
        return TimeSpan.FromSeconds(retrier.FullJitter ? Random.Shared.NextDouble() * seconds : seconds);
    }
}
