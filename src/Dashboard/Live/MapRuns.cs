using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;

namespace Dashboard.Live;

/// <summary>The Map Runs of distributed Maps, and their children that did not end well. What was asked a moment ago is not asked again, whoever looks.</summary>
public sealed class MapRuns(MapRunGateway gateway, StepFunctionsGateway stepFunctions, TimeProvider time, ILogger<MapRuns> logger)
{
    /// <summary>How many failing children are listed.</summary>
    public const int ChildrenListed = 100;

    // AWS gives a Map Run once a second, and half of that is ours.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private static readonly ExecutionStatus[] Bad = [ExecutionStatus.Failed, ExecutionStatus.TimedOut, ExecutionStatus.Aborted];

    private readonly ConcurrentDictionary<string, (MapRunSummary Run, DateTimeOffset AsOf)> _running = new(StringComparer.Ordinal);

    /// <summary>What AWS counts of the Map Runs in a snapshot; the same instance where nothing is new.</summary>
    /// <param name="known">What was known before: what has ended is not asked for again, unless it was redriven.</param>
    public async Task<ImmutableDictionary<string, MapRunSummary>> ReadAsync(ExecutionSnapshot snapshot, ImmutableDictionary<string, MapRunSummary> known, CancellationToken cancellationToken)
    {
        foreach (var visit in snapshot.Visits.Where(v => v is { MapRunArn: not null, Counts: true }))
        {
            var before = known.GetValueOrDefault(visit.MapRunArn!);
            if ((before is null or { IsRunning: true } || visit.EndedAt is null) && await DescribeAsync(visit.MapRunArn!, visit.EndedAt is not null, cancellationToken) is { } run)
            {
                known = known.SetItem(run.Arn, run);
            }
        }

        return known;
    }

    /// <summary>The children of a Map Run that did not end well: failed ones first, then those that timed out, then stopped ones.</summary>
    /// <exception cref="AwsRequestException">AWS did not give them.</exception>
    public async Task<ImmutableArray<ExecutionSummary>> BadChildrenAsync(MapRunSummary run, CancellationToken cancellationToken)
    {
        var children = ImmutableArray.CreateBuilder<ExecutionSummary>();
        foreach (var (status, count) in Bad.Zip([run.Executions.Failed, run.Executions.TimedOut, run.Executions.Aborted]))
        {
            if (count > 0 && children.Count < ChildrenListed)
            {
                children.AddRange((await stepFunctions.ListChildrenAsync(run.Arn, status, ChildrenListed - children.Count, null, cancellationToken)).Executions);
            }
        }

        return children.ToImmutable();
    }

    private async Task<MapRunSummary?> DescribeAsync(string mapRunArn, bool isOver, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!isOver && _running.TryGetValue(mapRunArn, out var recent) && now - recent.AsOf < Fresh)
        {
            return recent.Run;
        }

        try
        {
            var run = await gateway.DescribeAsync(mapRunArn, cancellationToken);
            if (run.IsRunning)
            {
                _running[mapRunArn] = (run, now);
            }
            else
            {
                _running.TryRemove(mapRunArn, out _);
            }

            return run;
        }
        catch (AwsRequestException e)
        {
            // Without it the Map shows what the history says.
            logger.LogWarning("The Map Run {MapRun} could not be read ({Kind}: {Message}).", mapRunArn, e.Kind, e.Message);
            return null;
        }
    }
}
