using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.SignIn;

/// <summary>Who is signed in, and until when: a cookie that was kept or stolen is worth nothing once its session has ended here.</summary>
public sealed class SessionBook(IDbContextFactory<DashboardDb> databases, TimeProvider time)
{
    // Writing down every click would be a write for every click.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session, and forgets those that are over.</summary>
    /// <param name="limits">How long sessions last.</param>
    public async Task<string> BeginAsync(SessionLimits limits, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var (oldest, idle) = (now - limits.Longest, now - limits.Idle);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(s => s.StartedAt <= oldest || s.SeenAt <= idle).ExecuteDeleteAsync(cancellationToken);
        var session = new SessionRow { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), StartedAt = now, SeenAt = now };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Whether the session goes on.</summary>
    /// <param name="isUse">The person does something just now, which puts off being idle.</param>
    public async Task<bool> IsOpenAsync(string id, SessionLimits limits, bool isUse = false, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } session
            || now - session.StartedAt >= limits.Longest || now - session.SeenAt >= limits.Idle)
        {
            return false;
        }

        // A short idle limit wants more than minutes. Not an update of the entity: a session that is ended meanwhile must stay ended.
        if (isUse && now - session.SeenAt >= (limits.Idle / 10 < Precision ? limits.Idle / 10 : Precision))
        {
            await db.Sessions.Where(s => s.Id == id && s.SeenAt < now).ExecuteUpdateAsync(s => s.SetProperty(r => r.SeenAt, now), cancellationToken);
        }

        return true;
    }

    /// <summary>Ends the session, wherever its cookie is.</summary>
    public async Task EndAsync(string id, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancellationToken);
    }
}
