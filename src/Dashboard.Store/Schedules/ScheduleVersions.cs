using System.Data;
using Dashboard.Domain.Schedules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Schedules;

/// <summary>Keeps every version of every schedule that was seen, so that it can be told what it was, and be put back.</summary>
public sealed class ScheduleVersions(IDbContextFactory<DashboardDb> databases, TimeProvider time)
{
    private const string Created = "CreationDate";

    private long _written;

    /// <summary>Grows with everything that is written here: who shows versions need not read them again before.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Notes how schedules stand. One that stands as it did when it was last noted is no new version, and neither is one that was seen before that.</summary>
    /// <param name="schedules">By ARN; null for one that is gone.</param>
    /// <param name="auditId">The change that made them so; null where it is not known to be ours.</param>
    /// <returns>How many versions were new.</returns>
    public async Task<int> NoteAsync(IReadOnlyDictionary<string, ScheduleDocument?> schedules, Guid? auditId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var added = 0;
        foreach (var some in schedules.Chunk(200))
        {
            // Nobody else, of whatever instance, notes between the look at the last versions and the new ones: SQLite begins as a writer.
            await using var alone = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            var arns = some.Select(s => s.Key).ToList();
            var last = await db.ScheduleVersions
                .Where(v => arns.Contains(v.ScheduleArn) && v.Number == db.ScheduleVersions.Where(o => o.ScheduleArn == v.ScheduleArn).Max(o => o.Number))
                .ToDictionaryAsync(v => v.ScheduleArn, cancellationToken);
            foreach (var (arn, document) in some)
            {
                var before = last.GetValueOrDefault(arn);
                if (!IsSame(before?.Document, document))
                {
                    if (before is null || document is null || !await IsPastAsync(db, before, document, cancellationToken))
                    {
                        db.ScheduleVersions.Add(new ScheduleVersion { ScheduleArn = arn, Document = document?.Json, SeenAt = time.GetUtcNow(), WrittenAt = WrittenAt(document), AuditId = auditId });
                        added++;
                    }
                }
                else if (before is { AuditId: null } && auditId is not null && before.WrittenAt == WrittenAt(document))
                {
                    // Found by the look at all schedules before whoever changed it could say so.
                    before.AuditId = auditId;
                }
            }

            if (await db.SaveChangesAsync(cancellationToken) > 0)
            {
                await alone.CommitAsync(cancellationToken);
                Interlocked.Increment(ref _written);
            }
        }

        return added;
    }

    /// <summary>The versions of a schedule, newest first.</summary>
    public async Task<IReadOnlyList<ScheduleVersion>> ListAsync(string scheduleArn, int most = 100, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ScheduleVersions.AsNoTracking().Where(v => v.ScheduleArn == scheduleArn).OrderByDescending(v => v.Number).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>The versions seen since a time of every schedule that was changed since, each after the one that it took the place of; in the order in which they were seen. One that was only seen for the first time is not among them.</summary>
    public async Task<IReadOnlyList<ScheduleVersion>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var seen = db.ScheduleVersions.AsNoTracking().Where(v => v.SeenAt >= since && db.ScheduleVersions.Any(o => o.ScheduleArn == v.ScheduleArn && o.Number != v.Number));
        var before = db.ScheduleVersions.AsNoTracking().Where(v =>
            seen.Any(s => s.ScheduleArn == v.ScheduleArn) && v.Number == db.ScheduleVersions.Where(o => o.ScheduleArn == v.ScheduleArn && o.SeenAt < since).Max(o => (long?)o.Number));
        return [.. (await seen.ToListAsync(cancellationToken)).Concat(await before.ToListAsync(cancellationToken)).OrderBy(v => v.Number)];
    }

    /// <summary>The ARNs of schedules that were there when they were last noted.</summary>
    public async Task<IReadOnlyList<string>> KnownAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ScheduleVersions.Where(v => v.Document != null && v.Number == db.ScheduleVersions.Where(o => o.ScheduleArn == v.ScheduleArn).Max(o => o.Number)).Select(v => v.ScheduleArn).ToListAsync(cancellationToken);
    }

    // A look at all schedules that began before a change can be noted after it: what it saw is over.
    private static async Task<bool> IsPastAsync(DashboardDb db, ScheduleVersion before, ScheduleDocument document, CancellationToken cancellationToken)
    {
        if (before.Document is not null)
        {
            return WrittenAt(document) < before.WrittenAt;
        }

        // Made again, it would have been created another time than the one that was deleted.
        var deleted = await db.ScheduleVersions.AsNoTracking().Where(v => v.ScheduleArn == before.ScheduleArn && v.Document != null).OrderByDescending(v => v.Number).Select(v => v.Document).FirstOrDefaultAsync(cancellationToken);
        return deleted is not null && document.Time(Created) is { } created && ScheduleDocument.Parse(deleted).Time(Created) == created;
    }

    // To the millisecond, as it is kept.
    private static DateTimeOffset? WrittenAt(ScheduleDocument? document) =>
        document?.Time("LastModificationDate") is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null;

    // What AWS itself writes is no change; a schedule never noted before is one, unless it is gone.
    private static bool IsSame(string? before, ScheduleDocument? now) =>
        before is null || now is null ? before is null && now is null : ScheduleDocument.Differences(ScheduleDocument.Parse(before), now).IsEmpty;
}
