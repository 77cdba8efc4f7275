using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>A Map Run, the child executions of one distributed Map, as AWS counts it. The history of the parent says nothing of its children.</summary>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED or ABORTED.</param>
/// <param name="Items">A child can have a batch of them.</param>
public sealed record MapRunSummary(string Arn, string Status, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt, MapRunTally Items, MapRunTally Executions, int RedriveCount)
{
    public bool IsRunning => Status == "RUNNING";

    /// <summary>The worst child's end. What the Map tolerates has failed all the same.</summary>
    public Outcome Worst => Executions switch
    {
        { Failed: > 0 } => Outcome.Abnormal,
        { TimedOut: > 0 } => Outcome.TimedOut,
        { Aborted: > 0 } => Outcome.AbortedBySibling,
        _ => Outcome.Normal,
    };
}
