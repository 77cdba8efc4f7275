using System.Security.Claims;
using Dashboard.Actions.Changes;
using Dashboard.Store.Audit;

namespace Dashboard.Actions;

/// <summary>A change that waits for a second person.</summary>
/// <param name="Asked">Who asked, and why.</param>
/// <param name="Until">From then on nobody can agree any more.</param>
public sealed record PendingChange(AuditRow Asked, Change Change, DateTimeOffset Until)
{
    /// <summary>Whether this person asked for it.</summary>
    public bool IsBy(ClaimsPrincipal user) =>
        Asked.Subject is { } subject && user.FindFirstValue(ActionRunner.SubjectClaim) is { } own ? subject == own : user.Identity?.Name == Asked.Actor;

    /// <summary>What is written down when it is done.</summary>
    public AuditEntry Work(string reason) => new(Asked.Actor, Asked.Role, Asked.Address, Asked.Action, Asked.Target, reason, Asked.Before, Asked.After, Asked.Subject);
}
