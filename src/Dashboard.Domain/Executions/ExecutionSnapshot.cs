using System.Collections.Immutable;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>What is true of one execution as of its last known event. Immutable.</summary>
public sealed record ExecutionSnapshot
{
    /// <summary>What AWS says.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>What really happened: the worst reached state, children included; <see cref="Tasks.Outcome.Running"/> while it runs.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The worst so far, which also speaks while the execution still runs.</summary>
    public required Outcome WorstSoFar { get; init; }

    /// <summary>AWS says SUCCEEDED over an abnormal end.</summary>
    public bool HidesFailure => Status == ExecutionStatus.Succeeded && Outcome >= Outcome.AbortedBySibling;

    /// <summary>A code to show beside the outcome: the failing job's, or the worst warning's; where all went well, the first job's good one. Null where a Fail state decided over jobs that had ended well.</summary>
    public int? ExitCode { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public int RedriveCount { get; init; }

    /// <summary>When it was last redriven; null where it never was.</summary>
    public DateTimeOffset? RedrivenAt { get; init; }

    /// <summary>A redrive did not run this visit again: its result from before was kept.</summary>
    public bool IsKept(StateVisit visit) => visit.Counts && visit.EndedAt <= RedrivenAt;

    public long LastEventId { get; init; }

    /// <summary>Every visit, nested ones too, in the order of their Entered events.</summary>
    public ImmutableArray<StateVisit> Visits { get; init; } = [];

    /// <summary>The worst job that failed or warned; null where all went well.</summary>
    public FailingJob? Failing { get; init; }

    /// <summary>Types of events that this program does not know; they are shown, never dropped.</summary>
    public ImmutableArray<string> UnknownEventTypes { get; init; } = [];

    /// <summary>ARNs of executions that this one started and waited for or let go, in order.</summary>
    public ImmutableArray<string> Children { get; init; } = [];
}
