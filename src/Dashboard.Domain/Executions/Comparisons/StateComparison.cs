namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>One state in both executions; at least one side is there.</summary>
/// <param name="Left">Null where only the right one came here.</param>
/// <param name="Right">Null where only the left one came here.</param>
public sealed record StateComparison(StateKey Key, StateVisit? Left, StateVisit? Right)
{
    public bool IsInBoth => Left is not null && Right is not null;

    /// <summary>Both came here and came to something else, or with another exit code.</summary>
    public bool EndsDiffer => IsInBoth && (Left!.Outcome != Right!.Outcome || Left.Task?.ExitCode != Right.Task?.ExitCode);

    /// <summary>How much longer the left one took; negative where it was quicker, null where one side is missing or runs.</summary>
    public TimeSpan? Longer => (Left?.EndedAt - Left?.EnteredAt) - (Right?.EndedAt - Right?.EnteredAt);
}
