namespace Dashboard.Domain.Executions.Timelines;

/// <summary>What a row of the timeline is of.</summary>
public enum TimelineRowKind
{
    /// <summary>A state, with one bar for each visit.</summary>
    State,

    /// <summary>One try of the task above it.</summary>
    Attempt,

    /// <summary>A branch of the Parallel above it.</summary>
    Branch,

    /// <summary>One iteration of the Map above it.</summary>
    Iteration,

    /// <summary>All other iterations of the Map above it, folded into one row.</summary>
    Iterations,
}
