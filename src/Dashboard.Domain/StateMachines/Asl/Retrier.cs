using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>One entry of Retry, defaults filled in: IntervalSeconds 1, MaxAttempts 3, BackoffRate 2.0, no MaxDelaySeconds, no jitter.</summary>
public sealed record Retrier(ImmutableArray<string> ErrorEquals, long IntervalSeconds, long MaxAttempts, double BackoffRate, long? MaxDelaySeconds, bool FullJitter);
