using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Dashboard.Domain.Executions;

namespace Dashboard.Aws.StepFunctions;

/// <summary>Asks Step Functions about the Map Runs of distributed Maps.</summary>
public sealed class MapRunGateway(IAmazonStepFunctions client, AwsCalls calls)
{
    /// <summary>A Map Run with its counts. AWS gives it once a second.</summary>
    public async Task<MapRunSummary> DescribeAsync(string mapRunArn, CancellationToken cancellationToken = default)
    {
        var request = new DescribeMapRunRequest { MapRunArn = mapRunArn };
        var r = await calls.CallAsync("DescribeMapRun", ct => client.DescribeMapRunAsync(request, ct), cancellationToken);
        var (i, e) = (r.ItemCounts ?? new MapRunItemCounts(), r.ExecutionCounts ?? new MapRunExecutionCounts());
        return new MapRunSummary(
            r.MapRunArn,
            r.Status?.Value ?? "",
            AwsTime.Read(r.StartDate) ?? default,
            AwsTime.Read(r.StopDate),
            new MapRunTally(i.Pending ?? 0, i.Running ?? 0, i.Succeeded ?? 0, i.Failed ?? 0, i.TimedOut ?? 0, i.Aborted ?? 0, i.Total ?? 0, i.FailuresNotRedrivable ?? 0, i.PendingRedrive ?? 0),
            new MapRunTally(e.Pending ?? 0, e.Running ?? 0, e.Succeeded ?? 0, e.Failed ?? 0, e.TimedOut ?? 0, e.Aborted ?? 0, e.Total ?? 0, e.FailuresNotRedrivable ?? 0, e.PendingRedrive ?? 0),
            r.RedriveCount ?? 0);
    }
}
