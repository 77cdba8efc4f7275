using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Live;
using Dashboard.Store.Audit;

namespace Dashboard.Actions;

/// <summary>Closes audit rows that were left open, by a crash between asking and writing down or by an answer that got lost: AWS is asked what came of it. Nothing is done again, but what has two steps and was cut off between them is seen through or taken back.</summary>
public sealed class Reconciliation(AuditLog audit, StepFunctionsGateway stepFunctions, EcsGateway ecs, ScheduleWork schedules, PlanRepair plans, TimeProvider time, ILogger<Reconciliation> logger)
{
    /// <summary>Longer than a call takes with all its retries: what is open for so long is worked on by nobody.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>What an earlier process left open nobody works on; but AWS answers questions some seconds behind what it did.</summary>
    public static readonly TimeSpan Consistent = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>Looks at every row that is open and settled. Where AWS cannot be asked, the row stays open for the next time.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var closed = 0;
        bool IsLeft(DateTimeOffset at) => at <= now - Consistent && (at < _started || at <= now - Settled);
        await plans.RunAsync(IsLeft, cancellationToken);
        foreach (var row in (await audit.OpenAsync(now - Consistent, cancellationToken)).Where(r => IsLeft(r.At)))
        {
            try
            {
                var (done, result) = await AskAsync(row, cancellationToken);
                await audit.CompleteAsync(row.Id, done, result, cancellationToken);
                logger.LogInformation("The audit row {Row} ({Action} on {Target}) was left open and is now closed: {Result}", row.Id, row.Action, row.Target, result);
                closed++;
            }
            catch (AwsRequestException e)
            {
                logger.LogWarning("What came of the audit row {Row} ({Action} on {Target}) is not known yet: {Kind} {Message}", row.Id, row.Action, row.Target, e.Kind, e.Message);
            }
        }

        return closed;
    }

    private Task<(bool Done, string Result)> AskAsync(AuditRow row, CancellationToken cancellationToken) => row.Action switch
    {
        nameof(DashboardAction.Rerun) => RerunAsync(row, cancellationToken),
        nameof(DashboardAction.Stop) => StopAsync(row, cancellationToken),
        nameof(DashboardAction.Redrive) => RedriveAsync(row, cancellationToken),
        nameof(DashboardAction.RunTask) => RunTaskAsync(row, cancellationToken),
        nameof(DashboardAction.StopTask) => StopTaskAsync(row, cancellationToken),
        nameof(DashboardAction.ChangeSchedule) or nameof(DashboardAction.CreateSchedule) or nameof(DashboardAction.DeleteSchedule) => schedules.WhatCameOfAsync(row, cancellationToken),
        nameof(DashboardAction.PlanSchedule) or nameof(DashboardAction.RunNow) => plans.WhatCameOfAsync(row, cancellationToken),
        _ => Task.FromResult((false, "This version does not know the action.")),
    };

    private async Task<(bool Done, string Result)> RerunAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var arn = Arn.ExecutionBeside(row.Target, RerunChange.NameOf(row.Id));
        try
        {
            await stepFunctions.DescribeExecutionAsync(arn, cancellationToken);
            return (true, arn);
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            return (false, "AWS has no such execution: nothing was started.");
        }
    }

    private async Task<(bool Done, string Result)> StopAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var now = await stepFunctions.DescribeExecutionAsync(row.Target, cancellationToken);
        return now.Status == ExecutionStatus.Aborted && now.StoppedAt >= row.At - Consistent
            ? (true, ChangeWork.Text(now.StoppedAt.Value))
            : (false, $"It was not stopped: AWS says {now.Status}.");
    }

    private async Task<(bool Done, string Result)> RedriveAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var now = await stepFunctions.DescribeExecutionAsync(row.Target, cancellationToken);
        return now.RedrivenAt is { } at && at >= row.At - Consistent
            ? (true, ChangeWork.Text(at))
            : (false, $"It was not redriven: AWS says {now.Status}.");
    }

    // A task carries its row's token as what started it, for as long as ECS knows it: an hour after its end.
    private async Task<(bool Done, string Result)> RunTaskAsync(AuditRow row, CancellationToken cancellationToken) =>
        await ecs.FindRunAsync(row.Id.ToString("n"), row.After ?? "{}", cancellationToken) is { } task
            ? (true, task)
            : (false, "ECS knows no such task: none was run, or it ended more than an hour ago.");

    private async Task<(bool Done, string Result)> StopTaskAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var task = await ecs.FindTaskAsync(row.Before ?? "", cancellationToken);
        return task is null or { LastStatus: "STOPPED" or "DEPROVISIONING" or "STOPPING" or "DEACTIVATING" }
            ? (true, row.Before ?? "")
            : (false, $"It was not stopped: ECS says {task.LastStatus}.");
    }
}
