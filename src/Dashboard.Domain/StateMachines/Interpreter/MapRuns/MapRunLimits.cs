namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>What holds a Map Run back; it can be changed while it runs.</summary>
/// <param name="MaxConcurrency">How many children run at once; 0 for as many as AWS allows, 10,000.</param>
/// <param name="ToleratedFailureCount">How many items may fail; null where the definition does not say.</param>
/// <param name="ToleratedFailurePercentage">How many of all items may fail, 0 to 100; null where the definition does not say.</param>
public sealed record MapRunLimits(int MaxConcurrency, int? ToleratedFailureCount, double? ToleratedFailurePercentage)
{
    private const int MostAtOnce = 10_000;

    internal int AtOnce => MaxConcurrency is 0 or > MostAtOnce ? MostAtOnce : MaxConcurrency;

    /// <summary>Either limit that is set counts; where none is, nothing may fail.</summary>
    internal bool AreExceededBy(MapRunCounts items) =>
        items.Unsuccessful > (ToleratedFailureCount ?? (ToleratedFailurePercentage is null ? 0 : items.Total))
        || items.Unsuccessful * 100.0 / items.Total > (ToleratedFailurePercentage ?? 100);

    /// <summary>What a Map fails with that passes them.</summary>
    internal static StatesErrorException Exceeded() => new("States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded");
}
