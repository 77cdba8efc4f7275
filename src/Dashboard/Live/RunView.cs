using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>One execution in a list.</summary>
public sealed record RunView
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required ExecutionStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public int RedriveCount { get; init; }

    /// <summary>What really happened; null until its history has been read.</summary>
    public Outcome? Outcome { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The job that truly failed.</summary>
    public string? FailingState { get; init; }

    /// <summary>ARN of the execution or schedule that started it, where the input says so.</summary>
    public string? StartedBy { get; init; }

    /// <summary>AWS says SUCCEEDED over an abnormal end.</summary>
    public bool HidesFailure => Status == ExecutionStatus.Succeeded && Outcome >= Domain.Tasks.Outcome.AbortedBySibling;

    public bool IsRunning => Status is ExecutionStatus.Running or ExecutionStatus.PendingRedrive;

    /// <summary>How long it took, or has taken by <paramref name="now"/>.</summary>
    public TimeSpan DurationAt(DateTimeOffset now) => (StoppedAt ?? now) - StartedAt;
}
