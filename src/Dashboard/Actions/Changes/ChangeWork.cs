using System.Globalization;
using Dashboard.Actions.Plans;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Audit;

namespace Dashboard.Actions.Changes;

/// <summary>Does changes. Once begun, a change is seen through: leaving the page does not cut it off.</summary>
public sealed class ChangeWork(StepFunctionsGateway stepFunctions, EcsGateway ecs, ScheduleWork schedules, PlanWork plans)
{
    /// <param name="reason">Goes where AWS keeps one.</param>
    /// <param name="actor">Who asked.</param>
    /// <returns>What to note as the result: the ARN of what was started, or when it was done.</returns>
    /// <exception cref="AwsRequestException">AWS refused, or it is no longer as the person saw it.</exception>
    public async Task<string> DoAsync(AuditTicket ticket, Change change, string reason, string actor)
    {
        switch (change)
        {
            case RerunChange rerun:
                var old = await stepFunctions.DescribeExecutionAsync(rerun.ExecutionArn);
                return await stepFunctions.StartExecutionAsync(ticket, old.StateMachineArn, RerunChange.NameOf(ticket.Id), rerun.Input ?? old.Input ?? "{}");

            case RedriveChange redrive:
                await RequireAsSeenAsync(redrive.Seen, "RedriveExecution");
                return Text(await stepFunctions.RedriveExecutionAsync(ticket, redrive.Seen.Arn));

            case StopChange stop:
                await RequireAsSeenAsync(stop.Seen, "StopExecution");
                return Text(await stepFunctions.StopExecutionAsync(ticket, stop.Seen.Arn, $"{reason} ({actor})"));

            case RunTaskChange run:
                return await ecs.RunTaskAsync(ticket, run.Parameters);

            case StopTaskChange stop:
                await ecs.StopTaskAsync(ticket, stop.TaskArn, $"{reason} ({actor})");
                return stop.TaskArn;

            case PlanChange or UndoPlanChange:
                return await plans.DoAsync(ticket, change);

            default:
                return await schedules.DoAsync(ticket, change);
        }
    }

    /// <summary>A moment as the audit log has it.</summary>
    internal static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    private async Task RequireAsSeenAsync(SeenExecution seen, string operation)
    {
        var now = await stepFunctions.DescribeExecutionAsync(seen.Arn);
        if (new SeenExecution(seen.Arn, now.Status, now.RedriveCount) is var current && current != seen)
        {
            throw new AwsRequestException(AwsFailure.Conflict, operation, null, $"{seen.Text} → {current.Text}");
        }
    }
}
