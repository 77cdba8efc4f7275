using Amazon.Scheduler;
using Amazon.Scheduler.Model;
using Dashboard.Domain.Audit;

namespace Dashboard.Aws.Scheduler;

/// <summary>Reads and changes EventBridge Scheduler's schedules.</summary>
public sealed class SchedulerGateway(IAmazonScheduler client, AwsCalls calls, TimeProvider time)
{
    /// <summary>Every schedule of the account and region.</summary>
    public async Task<IReadOnlyList<ScheduleSummary>> ListSchedulesAsync(CancellationToken cancellationToken = default)
    {
        var schedules = new List<ScheduleSummary>();
        string? token = null;
        do
        {
            var request = new ListSchedulesRequest { MaxResults = 100, NextToken = token };
            var page = await calls.CallAsync("ListSchedules", ct => client.ListSchedulesAsync(request, ct), cancellationToken);
            schedules.AddRange((page.Schedules ?? []).Select(s => new ScheduleSummary(
                s.GroupName, s.Name, s.Arn, s.State?.Value != "DISABLED", s.Target?.Arn, AwsTime.Read(s.LastModificationDate))));
            token = page.NextToken;
        }
        while (token is not null);
        return schedules;
    }

    /// <summary>One schedule.</summary>
    /// <exception cref="AwsRequestException">NotFound for an unknown one.</exception>
    public async Task<ScheduleDetail> GetAsync(string group, string name, CancellationToken cancellationToken = default)
    {
        var request = new GetScheduleRequest { GroupName = group, Name = name };
        return new ScheduleDetail(await calls.CallAsync("GetSchedule", ct => client.GetScheduleAsync(request, ct), cancellationToken));
    }

    /// <summary>Changes a schedule and gives back what AWS holds afterwards.</summary>
    /// <remarks>UpdateSchedule replaces the whole schedule, so everything that was read is sent back. AWS has no If-Match: the schedule is read once more right before.
    /// A start date in the past would be refused and has no effect on a cron expression any more; it is left out.</remarks>
    /// <param name="ticket">The audit row that says who and why; its token is the client token.</param>
    /// <param name="seen">The schedule as the user saw it.</param>
    /// <exception cref="AwsRequestException">Conflict where it was changed or deleted by somebody else since.</exception>
    public async Task<ScheduleDetail> UpdateAsync(AuditTicket ticket, ScheduleSeen seen, ScheduleChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var now = await GetAsync(seen.Group, seen.Name, cancellationToken);
        if (now.Seen != seen)
        {
            throw new AwsRequestException(AwsFailure.Conflict, "UpdateSchedule", null, "The schedule was changed by somebody else since it was read.");
        }

        var request = Copy(now.Answer);
        request.ScheduleExpression = change.Expression;
        request.ScheduleExpressionTimezone = change.TimeZone;
        request.State = change.Enabled ? ScheduleState.ENABLED : ScheduleState.DISABLED;
        request.ClientToken = ticket.Token;
        await calls.ChangeAsync(ticket, "UpdateSchedule", ct => client.UpdateScheduleAsync(request, ct), cancellationToken);
        return await GetAsync(seen.Group, seen.Name, cancellationToken);
    }

    private UpdateScheduleRequest Copy(GetScheduleResponse s) => new()
    {
        ActionAfterCompletion = s.ActionAfterCompletion,
        Description = s.Description,
        EndDate = s.EndDate,
        FlexibleTimeWindow = s.FlexibleTimeWindow,
        GroupName = s.GroupName,
        KmsKeyArn = s.KmsKeyArn,
        Name = s.Name,
        StartDate = AwsTime.Read(s.StartDate) < time.GetUtcNow() ? null : s.StartDate,
        Target = s.Target,
    };
}
