using System.Text.Json;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Schedules;

namespace Dashboard.Actions;

/// <summary>Does the changes of schedules and groups, and finds out what came of one that was left open.</summary>
public sealed class ScheduleWork(SchedulerGateway scheduler, ScheduleVersions versions)
{
    /// <returns>What to note as the result.</returns>
    /// <exception cref="AwsRequestException">AWS refused, it is no longer as the person saw it, or AWS holds something else.</exception>
    public async Task<string> DoAsync(AuditTicket ticket, Change change)
    {
        switch (change)
        {
            case EditScheduleChange edit:
                return await NoteAsync(ticket.Id, await scheduler.UpdateAsync(ticket, edit.Seen, edit.Edits));

            case CreateScheduleChange create:
                return await NoteAsync(ticket.Id, await scheduler.CreateAsync(ticket, create.Document));

            case DeleteScheduleChange delete:
                var seen = new ScheduleDetail(delete.Seen);
                if (ScheduleDocument.Differences(delete.Seen, (await scheduler.GetAsync(seen.Group, seen.Name)).Document) is { IsEmpty: false } meanwhile)
                {
                    throw new AwsRequestException(AwsFailure.Conflict, "DeleteSchedule", null, string.Join(", ", meanwhile.Select(c => c.Path)));
                }

                await scheduler.DeleteAsync(ticket, seen.Group, seen.Name);
                await versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [seen.Arn] = null }, ticket.Id);
                return seen.Arn;

            case CreateGroupChange group:
                return await scheduler.CreateGroupAsync(ticket, ScheduleArn.Parts(group.GroupArn).Group);

            case DeleteGroupChange group:
                var name = ScheduleArn.Parts(group.GroupArn).Group;
                var others = (await scheduler.ListSchedulesAsync()).Where(s => s.Group == name).Select(s => s.Name).Except(group.Schedules, StringComparer.Ordinal).ToList();
                if (others.Count > 0)
                {
                    throw new AwsRequestException(AwsFailure.Conflict, "DeleteScheduleGroup", null, string.Join(", ", others));
                }

                await scheduler.DeleteGroupAsync(ticket, name);

                // AWS deletes them one after the other, and the histories of all say by whom.
                await versions.NoteAsync(group.Schedules.ToDictionary(s => ScheduleArn.InGroup(group.GroupArn, s), _ => (ScheduleDocument?)null, StringComparer.Ordinal), ticket.Id);
                return group.GroupArn;

            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, null);
        }
    }

    /// <summary>Asks AWS whether a change whose row was left open took place.</summary>
    /// <exception cref="AwsRequestException">AWS cannot be asked.</exception>
    public async Task<(bool Done, string Result)> WhatCameOfAsync(AuditRow row, CancellationToken cancellationToken)
    {
        var (group, name) = ScheduleArn.Parts(row.Target);
        if (name is null)
        {
            var isThere = (await scheduler.ListGroupsAsync(cancellationToken)).Any(g => g.Name == group && !g.IsDeleting);
            return (isThere == (row.Action == nameof(DashboardAction.CreateSchedule)), isThere ? "The group is there." : "The group is gone.");
        }

        try
        {
            var now = await scheduler.GetAsync(group, name, cancellationToken);
            var done = row.Action switch
            {
                nameof(DashboardAction.ChangeSchedule) => Holds(now.Document, row.After ?? ""),

                // Whoever made one of the same name: only ours has all that was asked for.
                nameof(DashboardAction.CreateSchedule) => !ScheduleDocument.Differences(ScheduleDocument.Parse(row.After ?? "{}"), now.Document).Any(c => c.Before is not null),
                _ => false,
            };
            return (done, await NoteAsync(done ? row.Id : null, now));
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            return (row.Action == nameof(DashboardAction.DeleteSchedule), "AWS has no such schedule.");
        }
    }

    private async Task<string> NoteAsync(Guid? auditId, ScheduleDetail now)
    {
        await versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [now.Arn] = now.Document }, auditId);
        return Text(now);
    }

    private static string Text(ScheduleDetail now) => $"{now.Expression} {now.TimeZone} {(now.Enabled ? "ENABLED" : "DISABLED")}";

    private static bool Holds(ScheduleDocument now, string after)
    {
        try
        {
            return ScheduleDocument.Differences(now, now.With(EditScheduleChange.Read(after))).IsEmpty;
        }
        catch (JsonException)
        {
            // Earlier versions wrote the three settings that they could change.
            return Text(new ScheduleDetail(now)) == after;
        }
    }
}
