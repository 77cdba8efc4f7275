using System.Collections.Immutable;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Schedules;

namespace Dashboard.Features.Schedules;

/// <summary>A version of a schedule beside the one before it.</summary>
/// <param name="By">The audit row of the change; null where it was made elsewhere.</param>
/// <param name="Document">Null for a deletion.</param>
/// <param name="Changes">Against the version before; empty for the first.</param>
public sealed record VersionRow(ScheduleVersion Version, AuditRow? By, ScheduleDocument? Document, ImmutableArray<MemberChange> Changes)
{
    /// <summary>The newest versions, newest first, and whether there are older ones.</summary>
    public static async Task<(IReadOnlyList<VersionRow> Rows, bool IsCut)> ReadAsync(ScheduleVersions versions, AuditLog log, ScheduleDetail schedule, int most)
    {
        var read = await versions.ListAsync(schedule.Arn, most + 1);
        var documents = read.Select(v => v.Document is { } json ? ScheduleDocument.Parse(json) : null).ToList();
        List<VersionRow> rows = [];
        for (var i = 0; i < Math.Min(read.Count, most); i++)
        {
            var by = read[i].AuditId is { } id ? await log.FindAsync(id) : null;
            var before = documents.ElementAtOrDefault(i + 1);
            rows.Add(new VersionRow(read[i], by, documents[i], documents[i] is { } now && before is not null ? ScheduleDocument.Differences(before, now) : []));
        }

        return (rows, read.Count > most);
    }
}
