using System.Collections.Concurrent;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Dashboard.Store.Schedules;

namespace Dashboard.Features.Schedules.Versions;

/// <summary>The newest versions of schedules for every page that shows them: one look at the store serves all who look at the same schedule, until a version is written.</summary>
public sealed class VersionBook(ScheduleVersions versions, AuditLog log, TimeProvider time)
{
    private const int Most = 50;
    private const int Kept = 100;

    // Whatever this instance writes makes a new look, and so does what AWS holds; who made a change in another instance is seen a little later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);

    /// <summary>Newest first, and whether there are older ones.</summary>
    public Task<(IReadOnlyList<VersionRow> Rows, bool IsCut)> ReadAsync(ScheduleDetail schedule)
    {
        var (written, now) = (versions.Written, time.GetUtcNow());
        if (_looks.TryGetValue(schedule.Arn, out var last) && last.Written == written && last.Document == schedule.Document && now - last.At < Fresh && !last.Rows.Value.IsFaulted)
        {
            return last.Rows.Value;
        }

        if (_looks.Count >= Kept)
        {
            _looks.Clear();
        }

        // Of two who look at once, the second one's is not begun.
        var look = new Look(schedule.Document, written, now, new(() => ReadAsync(schedule.Arn)));
        return _looks.AddOrUpdate(schedule.Arn, look, (_, there) => there == last ? look : there).Rows.Value;
    }

    private async Task<(IReadOnlyList<VersionRow> Rows, bool IsCut)> ReadAsync(string arn)
    {
        var read = await versions.ListAsync(arn, Most + 1);
        var rows = await log.FindAsync(read.Select(v => v.AuditId).OfType<Guid>().Distinct().ToList());
        return (VersionRow.Of(read, rows, Most), read.Count > Most);
    }

    private sealed record Look(ScheduleDocument Document, long Written, DateTimeOffset At, Lazy<Task<(IReadOnlyList<VersionRow> Rows, bool IsCut)>> Rows);
}
