using System.Security.Claims;
using System.Text.Json;
using Dashboard.Actions.Changes;
using Dashboard.Store.Audit;

namespace Dashboard.Actions;

/// <summary>The second person: changes that wait for one are agreed to, declined or taken back here.</summary>
public sealed class Approvals(Rights rights, ActionRunner runner, WaitingChanges waiting, AuditLog audit, TimeProvider time, ILogger<Approvals> logger)
{
    // Every open page looks each few seconds. Whatever this instance writes makes a new look; others' writing, and running out of time, are seen a little later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private Listed? _last;

    /// <summary>In the audit log: a second person agreed.</summary>
    public const string Approve = nameof(Approve);

    /// <summary>In the audit log: a second person said no, or the first took it back.</summary>
    public const string Decline = nameof(Decline);

    /// <summary>What waits, oldest first.</summary>
    public async Task<IReadOnlyList<PendingChange>> ListAsync(CancellationToken cancellationToken = default)
    {
        var written = audit.Written;
        if (_last is not { } last || last.Written != written || time.GetUtcNow() - last.At >= Fresh)
        {
            _last = last = new Listed(written, time.GetUtcNow(), await ReadAsync(cancellationToken));
        }

        return last.Changes;
    }

    /// <summary>Whether this person may agree: somebody else, who could do it themselves.</summary>
    public async Task<bool> MayApproveAsync(ClaimsPrincipal user, PendingChange pending, CancellationToken cancellationToken = default) =>
        !pending.IsBy(user) && await rights.JudgeAsync(user, pending.Change, cancellationToken) is Ruling.Allowed or Ruling.NeedsSecondPerson;

    /// <summary>Agrees, and does the change as the first person asked for it.</summary>
    public async Task<ActionResult> ApproveAsync(ClaimsPrincipal user, Guid id, string reason, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(id, cancellationToken) is not { } pending)
        {
            return Gone;
        }

        var entry = ActionRunner.Entry(user, pending.Change, reason) with { Action = Approve, Before = null };
        if (!await MayApproveAsync(user, pending, cancellationToken))
        {
            return await runner.RefuseAsync(entry, ActionOutcome.NotAllowed, pending.IsBy(user) ? nameof(Ruling.NeedsSecondPerson) : nameof(Ruling.WrongRole), cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return await runner.RefuseAsync(entry, ActionOutcome.NoReason, "No reason was given.", cancellationToken);
        }

        var work = pending.Work($"{pending.Asked.Reason} (agreed: {entry.Actor}: {entry.Reason})");
        return await waiting.AgreeAsync(id, entry, work, cancellationToken) is { } ticket ? await runner.DoAsync(work, ticket, pending.Change) : Gone;
    }

    /// <summary>Says no, or takes back what one asked for oneself.</summary>
    public async Task<ActionResult> DeclineAsync(ClaimsPrincipal user, Guid id, string reason, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(id, cancellationToken) is not { } pending)
        {
            return Gone;
        }

        var entry = ActionRunner.Entry(user, pending.Change, reason) with { Action = Decline, Before = null };
        return !pending.IsBy(user) && !await MayApproveAsync(user, pending, cancellationToken)
            ? await runner.RefuseAsync(entry, ActionOutcome.NotAllowed, nameof(Ruling.WrongRole), cancellationToken)
            : await waiting.DeclineAsync(id, entry, cancellationToken) ? new ActionResult(ActionOutcome.Done) : Gone;
    }

    // Decided by somebody else, or too old.
    private static ActionResult Gone => new(ActionOutcome.Failed, Failure: Aws.AwsFailure.NotFound);

    private async Task<PendingChange?> FindAsync(Guid id, CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).FirstOrDefault(p => p.Asked.Id == id);

    private async Task<IReadOnlyList<PendingChange>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await waiting.ListAsync(cancellationToken)).Select(w => Read(w.Asked, w.Change)).OfType<PendingChange>()];

    private PendingChange? Read(AuditRow asked, WaitingChange change)
    {
        try
        {
            return new PendingChange(asked, JsonSerializer.Deserialize<Change>(change.Change)!, change.Until);
        }
        catch (JsonException e)
        {
            // Of another version: it cannot be done any more, and runs out.
            logger.LogWarning("The waiting change {Id} cannot be read: {Message}", change.Id, e.Message);
            return null;
        }
    }

    private sealed record Listed(long Written, DateTimeOffset At, IReadOnlyList<PendingChange> Changes);
}
