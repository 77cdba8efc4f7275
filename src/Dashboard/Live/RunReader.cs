using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Store.Outcomes;

namespace Dashboard.Live;

/// <summary>Lists executions and finds out what they really came to. The history of a closed one is read once; after that the archive knows.</summary>
public sealed class RunReader(StepFunctionsGateway gateway, ExecutionHistories histories, MapRuns mapRuns, ExitCodePolicies policies, OutcomeArchive archive)
{
    /// <summary>How many executions are listed per machine: AWS counts calls, not rows, but every row costs one reading of a history.</summary>
    public const int Listed = 20;

    private const int Depth = 5;

    private readonly ConcurrentDictionary<string, ImmutableArray<HistoryEvent>> _running = new(StringComparer.Ordinal);

    /// <summary>A page of a machine's executions, newest first, each with its outcome where that is known already; and what asks for the next page.</summary>
    public async Task<(ImmutableArray<RunView> Runs, string? NextToken)> ListAsync(
        string machineArn, ExecutionStatus? status, string? nextToken, ImmutableArray<RunView> known, CancellationToken cancellationToken)
    {
        var page = await gateway.ListExecutionsAsync(machineArn, status, Listed, nextToken, cancellationToken);
        page.Executions.ToList().ForEach(histories.Hear);
        var before = known.ToDictionary(r => r.Arn, StringComparer.Ordinal);
        var archived = await archive.FindAsync([.. page.Executions.Select(e => e.Arn)], cancellationToken);
        return ([.. page.Executions.Select(e => Create(e, archived.GetValueOrDefault(e.Arn), before.GetValueOrDefault(e.Arn)))], page.NextToken);
    }

    /// <summary>An execution with its outcome, as of now; also the executions that it started.</summary>
    public async Task<(RunView Run, ImmutableArray<string> Children)> ReadAsync(RunView run, CancellationToken cancellationToken)
    {
        var snapshot = await SnapshotAsync(run, cancellationToken);
        var read = run with
        {
            Status = snapshot.Status == ExecutionStatus.Unknown ? run.Status : snapshot.Status,
            StoppedAt = snapshot.EndedAt ?? run.StoppedAt,
            RedriveCount = Math.Max(run.RedriveCount, snapshot.RedriveCount),
            Outcome = snapshot.Outcome,
            ExitCode = snapshot.ExitCode,
            FailingState = snapshot.Failing?.State,
            StartedBy = StarterArn.Read(snapshot.Input),
        };
        if (!read.IsRunning)
        {
            _running.TryRemove(run.Arn, out _);
            await archive.SaveAsync(Archived(read, snapshot), cancellationToken);
        }

        return (read, snapshot.Children);
    }

    private static RunView Create(ExecutionSummary e, ArchivedOutcome? archived, RunView? before)
    {
        var run = new RunView { Arn = e.Arn, Name = e.Name, Status = e.Status, StartedAt = e.StartedAt, StoppedAt = e.StoppedAt, RedriveCount = e.RedriveCount };
        if (run.IsRunning)
        {
            return run with { Outcome = Domain.Tasks.Outcome.Running, StartedBy = before?.StartedBy };
        }

        // Rows of a version that did not keep the machine are made anew once.
        return archived is { MachineArn: not null } a && a.RedriveCount == run.RedriveCount && a.Status == run.Status
            ? run with { Outcome = a.Outcome, ExitCode = a.ExitCode, FailingState = a.FailingState, StartedBy = a.StartedBy }
            : run with { StartedBy = before?.StartedBy };
    }

    private static ArchivedOutcome Archived(RunView run, ExecutionSnapshot snapshot) => new()
    {
        ExecutionArn = run.Arn,
        RedriveCount = run.RedriveCount,
        Status = run.Status,
        Outcome = run.Outcome!.Value,
        ExitCode = run.ExitCode,
        FailingState = run.FailingState,
        StartedBy = run.StartedBy,
        MachineArn = Arn.MachineOfExecution(run.Arn),
        StartedAt = run.StartedAt,
        StoppedAt = run.StoppedAt,
        StateDurations = RunDurations.Of(snapshot)?.Write(),
    };

    // A running execution is read on from where it was left.
    private async Task<ExecutionSnapshot> SnapshotAsync(RunView run, CancellationToken cancellationToken)
    {
        var events = await ReadAsync(run.Arn, _running.GetValueOrDefault(run.Arn, []), cancellationToken);
        _running[run.Arn] = events;
        return await ProjectAsync(run.Arn, events, Depth, cancellationToken);
    }

    private async Task<ImmutableArray<HistoryEvent>> ReadAsync(string executionArn, ImmutableArray<HistoryEvent> known, CancellationToken cancellationToken)
    {
        var events = await histories.ReadAsync(executionArn, known, cancellationToken);
        await histories.KeepAsync(executionArn, events, null, cancellationToken);
        return events;
    }

    private async Task<ExecutionSnapshot> ProjectAsync(string executionArn, IReadOnlyList<HistoryEvent> events, int depth, CancellationToken cancellationToken)
    {
        var policy = await policies.ForAsync(Arn.MachineOfExecution(executionArn) ?? executionArn, cancellationToken);
        var snapshot = ExecutionProjection.Project(events, policy);
        var waitedFor = snapshot.Visits.SelectMany(v => v.Attempts)
            .Where(a => a.EndedAt is not null && a.Resource.Contains("startExecution.sync", StringComparison.Ordinal))
            .Select(a => a.Result.Child?.ExecutionArn).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var runs = await mapRuns.ReadAsync(snapshot, ImmutableDictionary<string, MapRunSummary>.Empty, cancellationToken);
        if ((waitedFor.Count == 0 || depth == 0) && runs.IsEmpty)
        {
            return snapshot;
        }

        var children = new Dictionary<string, ExecutionSnapshot>(StringComparer.Ordinal);
        foreach (var child in depth == 0 ? [] : waitedFor)
        {
            try
            {
                children[child] = await ProjectAsync(child, await ReadAsync(child, [], cancellationToken), depth - 1, cancellationToken);
            }
            catch (AwsRequestException e) when (e.Kind is AwsFailure.NotFound or AwsFailure.Denied or AwsFailure.Refused)
            {
                // In another account, or older than AWS keeps: what the parent was told of it is all there is.
            }
        }

        return ExecutionProjection.Project(events, policy, null, children, runs);
    }
}
