using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Microsoft.Extensions.Logging;

namespace Dashboard.Live;

/// <summary>Makes the next picture of an execution from the last one, asking AWS only for what is new.</summary>
public sealed class ExecutionReader(StepFunctionsGateway stepFunctions, HistoryReader history, EcsGateway ecs, ExitCodePolicies policies, TimeProvider time, ILogger<ExecutionReader> logger)
{
    /// <summary>Reads what came since <paramref name="last"/>.</summary>
    /// <param name="last">Null for the first time.</param>
    /// <param name="readChild">Gives what is known of a child execution; null where nothing can be known.</param>
    /// <exception cref="AwsRequestException">AWS did not give the execution or its history.</exception>
    public async Task<ExecutionPicture> ReadAsync(
        string executionArn, ExecutionPicture? last, Func<string, CancellationToken, Task<ExecutionSnapshot?>> readChild, CancellationToken cancellationToken = default)
    {
        last ??= await FirstAsync(executionArn, cancellationToken);
        if (last.IsFinal)
        {
            // Nothing comes after the end, except a redrive.
            var now = await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken);
            if (now.Status != ExecutionStatus.Running && now.RedriveCount == last.Detail.RedriveCount)
            {
                return last with { Detail = now, AsOf = time.GetUtcNow() };
            }
        }

        var news = await history.ReadAsync(executionArn, last.Snapshot.LastEventId, cancellationToken);
        var events = news.Count == 0 ? last.Events : last.Events.AddRange(news);
        var snapshot = news.Count == 0 ? last.Snapshot : ExecutionProjection.Project(events, last.Policy, last.Definition);
        var children = await ChildrenAsync(snapshot, readChild, cancellationToken);
        if (children.Count > 0 && (news.Count > 0 || !Same(children, last.Children)))
        {
            snapshot = ExecutionProjection.Project(events, last.Policy, last.Definition, children);
        }

        var picture = last with { Events = events, Snapshot = snapshot, Children = children, AsOf = time.GetUtcNow() };
        return picture with
        {
            Detail = picture.IsClosed != last.IsClosed || snapshot.RedriveCount != last.Snapshot.RedriveCount
                ? await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken)
                : last.Detail,
            RunningTasks = picture.IsClosed ? ImmutableDictionary<string, EcsTask>.Empty : await RunningTasksAsync(snapshot, last.RunningTasks, cancellationToken),
        };
    }

    // A picture without any event yet.
    private async Task<ExecutionPicture> FirstAsync(string executionArn, CancellationToken cancellationToken)
    {
        var detail = await stepFunctions.DescribeExecutionAsync(executionArn, cancellationToken);
        var machine = await MachineAsync(executionArn, cancellationToken);
        var policy = await policies.ForAsync(detail.StateMachineArn, cancellationToken);
        return new ExecutionPicture
        {
            Detail = detail,
            Snapshot = ExecutionProjection.Project([], policy),
            Events = [],
            Machine = machine,
            Definition = Definition(machine),
            Policy = policy,
            AsOf = time.GetUtcNow(),
        };
    }

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
