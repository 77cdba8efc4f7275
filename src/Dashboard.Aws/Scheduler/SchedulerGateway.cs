using System.Collections.Immutable;
using System.Text.Json;
using Amazon.Scheduler.Model;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Aws.Scheduler;

/// <summary>Reads and changes EventBridge Scheduler's schedules and their groups.</summary>
public sealed class SchedulerGateway(ScheduleDocumentClient client, AwsCalls calls, TimeProvider time) : IDisposable
{
    // AWS has no If-Match: between the last look and the writing nobody of this process may come in between.
    private readonly SemaphoreSlim _oneWriter = new(1, 1);
    private long _groupChanges;

    /// <summary>Grows with every group that is made or deleted here: who keeps <see cref="ListGroupsAsync"/> reads it again then.</summary>
    public long GroupChanges => Interlocked.Read(ref _groupChanges);

    /// <summary>Raised with each schedule that AWS gives, also right before and after a change: whoever keeps schedules hears of it without another call.</summary>
    public event Action<ScheduleDetail>? Read;

    /// <summary>Raised with the group and the name of every schedule that is deleted here.</summary>
    public event Action<string, string>? Deleted;

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

    /// <summary>Every group of the account and region, also those that are being deleted.</summary>
    public async Task<IReadOnlyList<ScheduleGroup>> ListGroupsAsync(CancellationToken cancellationToken = default)
    {
        var groups = new List<ScheduleGroup>();
        string? token = null;
        do
        {
            var request = new ListScheduleGroupsRequest { MaxResults = 100, NextToken = token };
            var page = await calls.CallAsync("ListScheduleGroups", ct => client.ListScheduleGroupsAsync(request, ct), cancellationToken);
            groups.AddRange((page.ScheduleGroups ?? []).Select(g => new ScheduleGroup(g.Name, g.Arn, g.State?.Value == "DELETING", AwsTime.Read(g.CreationDate))));
            token = page.NextToken;
        }
        while (token is not null);
        return groups;
    }

    /// <summary>The tags of a group: schedules have none of their own.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GroupTagsAsync(string groupArn, CancellationToken cancellationToken = default)
    {
        var answer = await calls.CallAsync("Scheduler.ListTagsForResource", ct => client.ListTagsForResourceAsync(new ListTagsForResourceRequest { ResourceArn = groupArn }, ct), cancellationToken);
        return (answer.Tags ?? []).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
    }

    /// <summary>One schedule.</summary>
    /// <exception cref="AwsRequestException">NotFound for an unknown one.</exception>
    public async Task<ScheduleDetail> GetAsync(string group, string name, CancellationToken cancellationToken = default)
    {
        var answer = await calls.CallAsync("GetSchedule", ct => client.GetDocumentAsync(group, name, ct), cancellationToken);
        try
        {
            var schedule = new ScheduleDetail(ScheduleDocument.Parse(answer.Json));
            Read?.Invoke(schedule);
            return schedule;
        }
        catch (JsonException e)
        {
            throw new AwsRequestException(AwsFailure.Unreachable, "GetSchedule", null, e.Message, e, answer.ResponseMetadata?.RequestId);
        }
    }

    /// <summary>Changes some members of a schedule and gives back what AWS holds afterwards.</summary>
    /// <remarks>UpdateSchedule replaces the whole, so everything that was read is sent back. AWS has no If-Match: the schedule is read once more right before, and once more after.</remarks>
    /// <param name="ticket">The audit row that says who and why; its token is the client token.</param>
    /// <param name="seen">The schedule as the user saw it.</param>
    /// <exception cref="AwsRequestException">Conflict where it was changed or deleted by somebody else since; Otherwise where AWS took it and holds something else.</exception>
    public async Task<ScheduleDetail> UpdateAsync(AuditTicket ticket, ScheduleDocument seen, ImmutableArray<MemberEdit> edits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var shown = new ScheduleDetail(seen);
        await _oneWriter.WaitAsync(cancellationToken);
        try
        {
            var now = await GetAsync(shown.Group, shown.Name, cancellationToken);
            if (ScheduleDocument.Differences(seen, now.Document) is { IsEmpty: false } meanwhile)
            {
                throw new AwsRequestException(AwsFailure.Conflict, "UpdateSchedule", null, Text(meanwhile));
            }

            var wanted = now.Document.With(edits).ToSend(time.GetUtcNow());
            var sent = wanted.With(new MemberEdit("ClientToken", JsonSerializer.Serialize(ticket.Token))).Json;
            await calls.ChangeAsync(ticket, "UpdateSchedule", ct => client.UpdateDocumentAsync(shown.Name, sent, ct), cancellationToken);
            return await ReadBackAsync(now.Document, wanted, "UpdateSchedule", cancellationToken);
        }
        finally
        {
            _oneWriter.Release();
        }
    }

    /// <summary>Makes a schedule and gives back what AWS holds.</summary>
    /// <param name="document">With its name and group.</param>
    /// <exception cref="AwsRequestException">Conflict where there is one of this name.</exception>
    public async Task<ScheduleDetail> CreateAsync(AuditTicket ticket, ScheduleDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var wanted = document.ToSend(time.GetUtcNow());
        var sent = wanted.With(new MemberEdit("ClientToken", JsonSerializer.Serialize(ticket.Token))).Json;
        await calls.ChangeAsync(ticket, "CreateSchedule", ct => client.CreateDocumentAsync(new ScheduleDetail(wanted).Name, sent, ct), cancellationToken);
        return await ReadBackAsync(wanted, wanted, "CreateSchedule", cancellationToken);
    }

    /// <summary>Deletes a schedule. One that is gone already is no error: that is what was wanted.</summary>
    public async Task DeleteAsync(AuditTicket ticket, string group, string name, CancellationToken cancellationToken = default)
    {
        var request = new DeleteScheduleRequest { GroupName = group, Name = name, ClientToken = ticket.Token };
        await GoneAsync(calls.ChangeAsync(ticket, "DeleteSchedule", ct => client.DeleteScheduleAsync(request, ct), cancellationToken));
        Deleted?.Invoke(group, name);
    }

    /// <summary>Makes a group.</summary>
    /// <returns>Its ARN.</returns>
    public async Task<string> CreateGroupAsync(AuditTicket ticket, string name, CancellationToken cancellationToken = default)
    {
        var request = new CreateScheduleGroupRequest { Name = name, ClientToken = ticket.Token };
        try
        {
            return (await calls.ChangeAsync(ticket, "CreateScheduleGroup", ct => client.CreateScheduleGroupAsync(request, ct), cancellationToken)).ScheduleGroupArn;
        }
        finally
        {
            Interlocked.Increment(ref _groupChanges);
        }
    }

    /// <summary>Deletes a group with every schedule in it: AWS takes some time over it, during which the group is being deleted.</summary>
    public async Task DeleteGroupAsync(AuditTicket ticket, string name, CancellationToken cancellationToken = default)
    {
        var request = new DeleteScheduleGroupRequest { Name = name, ClientToken = ticket.Token };
        try
        {
            await GoneAsync(calls.ChangeAsync(ticket, "DeleteScheduleGroup", ct => client.DeleteScheduleGroupAsync(request, ct), cancellationToken));
        }
        finally
        {
            Interlocked.Increment(ref _groupChanges);
        }
    }

    public void Dispose() => _oneWriter.Dispose();

    private static async Task GoneAsync(Task deletion)
    {
        try
        {
            await deletion;
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            // Also where the answer to an earlier try was lost.
        }
    }

    private async Task<ScheduleDetail> ReadBackAsync(ScheduleDocument before, ScheduleDocument wanted, string operation, CancellationToken cancellationToken)
    {
        var asked = new ScheduleDetail(wanted);
        var now = await GetAsync(asked.Group, asked.Name, cancellationToken);

        // What was asked for it must hold as it was asked. What was left out it may fill in, but not with what was to go; its default for retries may be just that.
        var otherwise = ScheduleDocument.Differences(wanted, now.Document)
            .Where(c => c.Before is not null || (c.After == before.Value(c.Path) && !c.Path.StartsWith("Target/RetryPolicy", StringComparison.Ordinal) && c.Path != "StartDate")).ToImmutableArray();
        return otherwise.IsEmpty ? now : throw new AwsRequestException(AwsFailure.Otherwise, operation, null, Text(otherwise));
    }

    private static string Text(ImmutableArray<MemberChange> changes) => string.Join("; ", changes.Select(c => $"{c.Path}: {c.Before ?? "–"} → {c.After ?? "–"}"));
}
