using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Store.Outcomes;

/// <summary>What a closed execution came to, computed once from its history.</summary>
public sealed record ArchivedOutcome
{
    public required string ExecutionArn { get; init; }

    /// <summary>A redrive opens a closed execution again: an outcome holds for one count only.</summary>
    public required int RedriveCount { get; init; }

    public required ExecutionStatus Status { get; init; }

    public required Outcome Outcome { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>The true failing job's state.</summary>
    public string? FailingState { get; init; }

    /// <summary>The input's <c>AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID</c>, or what else is known of the starter.</summary>
    public string? StartedBy { get; init; }

    /// <summary>The machine, without version or alias; null in rows of a version that did not keep it.</summary>
    public string? MachineArn { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>JSON text: milliseconds by state name.</summary>
    public string? StateDurations { get; init; }
}
