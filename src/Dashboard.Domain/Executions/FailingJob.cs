using System.Collections.Immutable;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>The job that truly failed, not the Fail state it led to, with the way from it to the end.</summary>
/// <param name="Visit">In the execution that <paramref name="ExecutionArn"/> names, or in this one where that is null.</param>
/// <param name="BranchIndex">From 0, where it ran in a branch.</param>
/// <param name="Marker">What the workflow was told in place of the exit code.</param>
/// <param name="Route">State names from the job to the end, the job first. Where it is in a child, the child's route and then the parent's.</param>
/// <param name="MapRun">Where it is a distributed Map: what its children came to.</param>
/// <param name="ExecutionArn">The child execution that it ran in; null for this execution.</param>
public sealed record FailingJob(
    long Visit,
    string State,
    Outcome Outcome,
    int? ExitCode,
    string? Container,
    int? BranchIndex,
    string? Marker,
    string? Error,
    string? Reason,
    ImmutableArray<string> Route,
    string? ExecutionArn = null,
    MapRunSummary? MapRun = null);
