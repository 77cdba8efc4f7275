using System.Security.Claims;
using System.Text.Json;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Dashboard.Hosting;
using Dashboard.Store.Audit;

namespace Dashboard.Actions;

/// <summary>The one road of every change: authorise, write the audit row, do, complete the row.</summary>
public sealed class ActionRunner(Rights rights, ChangeWork work, AuditLog audit, WaitingChanges waiting, DashboardOptions options, ILogger<ActionRunner> logger)
{
    /// <summary>The claim that says where the person signed in from.</summary>
    public const string AddressClaim = "address";

    /// <summary>The claim that says who the person is whatever their name becomes: of the provider where one vouches for them.</summary>
    public const string SubjectClaim = "subject";

    /// <summary>Does it, if this person may, and if it could be written down before.</summary>
    /// <param name="click">Made when the person was asked: the same click, arriving twice, is done once.</param>
    public async Task<ActionResult> RunAsync(ClaimsPrincipal user, Change change, string reason, Guid click, CancellationToken cancellationToken = default)
    {
        var entry = Entry(user, change, reason);
        var ruling = await rights.JudgeAsync(user, change, cancellationToken);
        if (ruling is not (Ruling.Allowed or Ruling.NeedsSecondPerson))
        {
            return await RefuseAsync(entry, ActionOutcome.NotAllowed, ruling.ToString(), cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return await RefuseAsync(entry, ActionOutcome.NoReason, "No reason was given.", cancellationToken);
        }

        if (change.Problem is { } problem)
        {
            return await RefuseAsync(entry, ActionOutcome.Wrong, problem, cancellationToken);
        }

        try
        {
            if (ruling == Ruling.NeedsSecondPerson)
            {
                return await waiting.AddAsync(entry, click, JsonSerializer.Serialize(change), options.ApprovalPatience, cancellationToken) is null
                    ? await AgainAsync(click, entry, cancellationToken)
                    : new ActionResult(ActionOutcome.Waiting);
            }

            return await audit.BeginOnceAsync(entry, click, cancellationToken) is { } ticket
                ? await DoAsync(entry, ticket, change)
                : await AgainAsync(click, entry, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "{Action} on {Target} by {Actor} was not done: the audit row could not be written", entry.Action, entry.Target, entry.Actor);
            return new ActionResult(ActionOutcome.NotRecorded, Detail: e.Message);
        }
    }

    /// <summary>Whether a click arrived before; no where the audit log cannot be read, which <see cref="RunAsync"/> then says.</summary>
    public async Task<bool> KnowsAsync(Guid click, CancellationToken cancellationToken = default)
    {
        try
        {
            return await audit.FindAsync(click, cancellationToken) is not null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Does a change whose row was begun, and completes the row.</summary>
    internal async Task<ActionResult> DoAsync(AuditEntry entry, AuditTicket ticket, Change change)
    {
        var result = await AskAsync(entry, ticket, change);
        if (result.IsSettled)
        {
            await CompleteAsync(entry, ticket, result);
        }

        // Else the row stays open until AWS was asked (Reconciliation).
        return result;
    }

    /// <summary>Writes that it is not done, and says so.</summary>
    internal async Task<ActionResult> RefuseAsync(AuditEntry entry, ActionOutcome outcome, string why, CancellationToken cancellationToken)
    {
        logger.LogWarning("{Action} on {Target} by {Actor}: refused. {Why}", entry.Action, entry.Target, entry.Actor, why);
        try
        {
            await audit.RefuseAsync(entry, why, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "The refusal could not be written to the audit log");
        }

        return new ActionResult(outcome, Detail: why);
    }

    internal static AuditEntry Entry(ClaimsPrincipal user, Change change, string reason) => new(
        user.Identity?.Name ?? "nobody",
        Rights.RolesFor(change.Action).Select(r => r.ToString()).FirstOrDefault(user.IsInRole) ?? user.FindFirstValue(ClaimTypes.Role) ?? "none",
        user.FindFirstValue(AddressClaim),
        change.Action.ToString(),
        change.Target,
        reason.Trim(),
        change.Before,
        change.After,
        user.FindFirstValue(SubjectClaim));

    // What came of the first arrival of a click is what the second one is told, if it is the same person's and asks for the same.
    private async Task<ActionResult> AgainAsync(Guid click, AuditEntry entry, CancellationToken cancellationToken)
    {
        var row = await audit.FindAsync(click, cancellationToken);
        if (row is null || (row.Actor, row.Subject, row.Action, row.Target, row.After) != (entry.Actor, entry.Subject, entry.Action, entry.Target, entry.After))
        {
            return await RefuseAsync(entry, ActionOutcome.NotAllowed, nameof(Ruling.WrongRole), cancellationToken);
        }

        return row.State switch
        {
            AuditState.Done => new ActionResult(ActionOutcome.Done, row.Result),
            AuditState.Waiting or AuditState.Agreed => new ActionResult(ActionOutcome.Waiting),
            AuditState.Open => new ActionResult(ActionOutcome.AlreadyAsked),
            _ => new ActionResult(ActionOutcome.Failed, Failure: AwsFailure.Refused, Detail: row.Result),
        };
    }

    private async Task<ActionResult> AskAsync(AuditEntry entry, AuditTicket ticket, Change change)
    {
        try
        {
            var value = await work.DoAsync(ticket, change, entry.Reason, entry.Actor);
            logger.LogInformation("{Action} on {Target} by {Actor}: done", entry.Action, entry.Target, entry.Actor);
            return new ActionResult(ActionOutcome.Done, value);
        }
        catch (AwsRequestException e)
        {
            // Also where it ended before the change, at a question.
            ticket.Answered(e.RequestId);
            logger.LogWarning("{Action} on {Target} by {Actor}: {Failure} {Detail}", entry.Action, entry.Target, entry.Actor, e.Kind, e.Message);
            return new ActionResult(ActionOutcome.Failed, Failure: e.Kind, Detail: e.Message);
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Action} on {Target} by {Actor} broke off", entry.Action, entry.Target, entry.Actor);
            return new ActionResult(ActionOutcome.Failed, Failure: AwsFailure.Unknown, Detail: e.Message);
        }
    }

    private async Task CompleteAsync(AuditEntry entry, AuditTicket ticket, ActionResult result)
    {
        try
        {
            await audit.CompleteAsync(ticket, result.IsDone, result.IsDone ? result.Value : result.Detail, CancellationToken.None);
        }
        catch (Exception e)
        {
            // It is done and cannot be undone: the row stays open, which says that its end is not known.
            logger.LogError(e, "The audit row {Row} ({Action} on {Target}) could not be completed", ticket.Id, entry.Action, entry.Target);
        }
    }
}
