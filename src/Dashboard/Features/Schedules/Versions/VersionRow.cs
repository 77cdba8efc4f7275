using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Schedules;

namespace Dashboard.Features.Schedules.Versions;

/// <summary>A version of a schedule beside the one before it.</summary>
/// <param name="By">The audit row of the change; null where it was made elsewhere.</param>
/// <param name="Document">Null for a deletion.</param>
/// <param name="Changes">Against the version before; empty for the first.</param>
public sealed record VersionRow(ScheduleVersion Version, AuditRow? By, ScheduleDocument? Document, ImmutableArray<MemberChange> Changes)
{
    /// <summary>Each beside the one before it.</summary>
    /// <param name="versions">Newest first.</param>
    /// <param name="rows">The audit rows of their changes.</param>
    /// <param name="most">So many are given at most; the one after them is only compared with.</param>
    public static IReadOnlyList<VersionRow> Of(IReadOnlyList<ScheduleVersion> versions, IReadOnlyDictionary<Guid, AuditRow> rows, int most)
    {
        var documents = versions.Select(v => v.Document is { } json ? ScheduleDocument.Parse(json) : null).ToList();
        return [.. versions.Take(most).Select((version, i) => new VersionRow(
            version,
            version.AuditId is { } id ? rows.GetValueOrDefault(id) : null,
            documents[i],
            documents[i] is { } now && documents.ElementAtOrDefault(i + 1) is { } before ? ScheduleDocument.Differences(before, now) : []))];
    }
}
