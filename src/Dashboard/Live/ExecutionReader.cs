using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Store.Outcomes;
using Microsoft.Extensions.Logging;

namespace Dashboard.Live;

/// <summary>Makes the next picture of an execution from the last one, asking AWS only for what is new, and for nothing where a closed one is kept.</summary>
public sealed class ExecutionReader(
    StepFunctionsGateway stepFunctions, ExecutionHistories histories, EcsGateway ecs, MapRuns mapRuns, ExitCodePolicies policies, OutcomeArchive outcomes, TimeProvider time, ILogger<ExecutionReader> logger)
{
    /// <summary>Reads what came since <paramref name="last"/>.</summary>
    /// <param name="last">Null for the first time.</param>
    /// <param name="readChild">Gives what is known of a child execution; null where nothing can be known.</param>
    /// <exception cref="AwsRequestException">AWS did not give the execution or its history.</exception>
    public async Task<ExecutionPicture> ReadAsync(
        string executionArn, ExecutionPicture? last, Func<string, CancellationToken, Task<ExecutionSnapshot?>> readChild, CancellationToken cancellationToken = default)
    {
        if (last is null && await KeptAsync(executionArn, cancellationToken) is { } kept)
        {
            return await WithEventsAsync(kept, kept.Events, true, readChild, cancellationToken);
        }

        last ??= await FirstAsync(executionArn, cancellationToken);
        if (last.IsFinal)
        {
            // Nothing comes after the end, except a redrive.
            var now = await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken);
            if (now.Status != ExecutionStatus.Running && now.RedriveCount == last.Detail.RedriveCount)
            {
                return last with { Detail = now, AsOf = time.GetUtcNow() };
            }

            last = last with { Detail = now };
        }

        var events = await histories.ReadAsync(executionArn, last.Events, cancellationToken);
        var isNews = events.Length != last.Events.Length;
        var picture = await WithEventsAsync(last, events, isNews, readChild, cancellationToken);
        var isOld = picture.IsClosed
            ? picture.Detail.Status != picture.Snapshot.Status || picture.Detail.RedriveCount != picture.Snapshot.RedriveCount
            : picture.Snapshot.RedriveCount != last.Snapshot.RedriveCount;
        picture = picture with
        {
            Detail = isNews && isOld ? await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken) : last.Detail,
            RunningTasks = picture.IsClosed ? ImmutableDictionary<string, EcsTask>.Empty : await RunningTasksAsync(picture.Snapshot, last.RunningTasks, cancellationToken),
        };
        if (picture.IsClosed && isNews)
        {
            // DescribeExecution can lag behind the history; what is kept must be final.
            var record = picture.Machine is { } machine && picture.Detail.Status == picture.Snapshot.Status ? new ExecutionRecord(picture.Detail, machine, picture.Policy.Text, picture.MapRuns) : null;
            await histories.KeepAsync(executionArn, events, record?.Write(), cancellationToken);
        }

        return picture;
    }

    private async Task<ExecutionPicture> WithEventsAsync(
        ExecutionPicture last, ImmutableArray<HistoryEvent> events, bool isNews, Func<string, CancellationToken, Task<ExecutionSnapshot?>> readChild, CancellationToken cancellationToken)
    {
        var snapshot = isNews ? ExecutionProjection.Project(events, last.Policy, last.Definition) : last.Snapshot;
        var children = await ChildrenAsync(snapshot, readChild, cancellationToken);
        var runs = await mapRuns.ReadAsync(snapshot, last.MapRuns, cancellationToken);
        if ((children.Count > 0 && (isNews || !Same(children, last.Children))) || (!runs.IsEmpty && (isNews || runs != last.MapRuns)))
        {
            snapshot = ExecutionProjection.Project(events, last.Policy, last.Definition, children, runs);
        }

        return last with { Events = events, Snapshot = snapshot, Children = children, MapRuns = runs, AsOf = time.GetUtcNow() };
    }

    // A closed execution that was looked at before, with its events but not yet projected.
    private async Task<ExecutionPicture?> KeptAsync(string executionArn, CancellationToken cancellationToken)
    {
        if (await histories.FindAsync(executionArn, cancellationToken) is not { } kept || ExecutionRecord.Read(kept) is not { } record)
        {
            return null;
        }

        var policy = policies.Known(record.Detail.StateMachineArn) ?? ExitCodePolicy.Parse(record.Policy);
        return (await BlankAsync(record.Detail, record.Machine, policy, cancellationToken)) with { Events = [.. kept.Events], MapRuns = record.MapRuns ?? ImmutableDictionary<string, MapRunSummary>.Empty };
    }

    // A picture without any event yet.
    private async Task<ExecutionPicture> FirstAsync(string executionArn, CancellationToken cancellationToken)
    {
        var detail = await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken);
        var machine = await MachineAsync(executionArn, cancellationToken);
        return await BlankAsync(detail, machine, await policies.ForAsync(detail.StateMachineArn, cancellationToken), cancellationToken);
    }

    private async Task<ExecutionPicture> BlankAsync(ExecutionDetail detail, StateMachineDetail? machine, ExitCodePolicy policy, CancellationToken cancellationToken) => new()
    {
        Detail = detail,
        Snapshot = ExecutionProjection.Project([], policy),
        Events = [],
        Machine = machine,
        Definition = Definition(machine),
        Policy = policy,
        Usual = await outcomes.UsualAsync(Arn.Machine(detail.StateMachineArn), cancellationToken),
        AsOf = time.GetUtcNow(),
    };

    // Without the machine there is no drawing, and everything else can still be shown.
    private async Task<StateMachineDetail?> MachineAsync(string executionArn, CancellationToken cancellationToken)
    {
        try
        {
            return await stepFunctions.DescribeStateMachineForExecutionAsync(executionArn, cancellationToken);
        }
        catch (AwsRequestException e) when (e.Kind is not (AwsFailure.Unreachable or AwsFailure.Throttled))
        {
            logger.LogWarning("The definition of {Execution} could not be read ({Kind}: {Message}).", executionArn, e.Kind, e.Message);
            return null;
        }
    }

    private StateMachineDefinition? Definition(StateMachineDetail? machine)
    {
        try
        {
            return machine is null ? null : AslReader.Read(machine.Definition);
        }
        catch (AslException e)
        {
            logger.LogWarning("The definition of {StateMachine} could not be understood: {Message}", machine?.Arn, e.Message);
            return null;
        }
    }

    private static async Task<ImmutableDictionary<string, ExecutionSnapshot>> ChildrenAsync(
        ExecutionSnapshot snapshot, Func<string, CancellationToken, Task<ExecutionSnapshot?>> readChild, CancellationToken cancellationToken)
    {
        var arns = snapshot.Visits.SelectMany(v => v.Attempts)
            .Where(a => a.Resource.Contains("startExecution.sync", StringComparison.Ordinal))
            .Select(a => a.Result.Child?.ExecutionArn).OfType<string>().Distinct(StringComparer.Ordinal);
        var children = await Task.WhenAll(arns.Select(async arn => (Arn: arn, Snapshot: await readChild(arn, cancellationToken))));
        return children.Where(c => c.Snapshot is not null).ToImmutableDictionary(c => c.Arn, c => c.Snapshot!, StringComparer.Ordinal);
    }

    private static bool Same(ImmutableDictionary<string, ExecutionSnapshot> a, ImmutableDictionary<string, ExecutionSnapshot> b) =>
        a.Count == b.Count && a.All(p => ReferenceEquals(p.Value, b.GetValueOrDefault(p.Key)));

    private async Task<ImmutableDictionary<string, EcsTask>> RunningTasksAsync(ExecutionSnapshot snapshot, ImmutableDictionary<string, EcsTask> last, CancellationToken cancellationToken)
    {
        var running = snapshot.Visits.SelectMany(v => v.Attempts).Where(a => a.EndedAt is null).Select(a => a.Result.Task).OfType<EcsTask>().Where(t => t.ClusterArn is not null);
        var tasks = new List<EcsTask>();
        try
        {
            foreach (var cluster in running.GroupBy(t => t.ClusterArn!, StringComparer.Ordinal))
            {
                tasks.AddRange(await ecs.DescribeTasksAsync(cluster.Key, [.. cluster.Select(t => t.TaskArn).Distinct()], cancellationToken));
            }
        }
        catch (AwsRequestException e)
        {
            // The history tells the end of every task; PENDING or RUNNING in between is a comfort.
            logger.LogDebug("Running ECS tasks could not be described ({Kind}: {Message}).", e.Kind, e.Message);
            return last;
        }

        return tasks.ToImmutableDictionary(t => t.TaskArn, StringComparer.Ordinal);
    }
}
