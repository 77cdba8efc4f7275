using System.Security.Claims;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Dashboard.Store.Audit;

namespace Dashboard.Actions;

/// <summary>The one road of every change: authorise, write the audit row, do, complete the row.</summary>
public sealed class ActionRunner(AuditLog audit, ILogger<ActionRunner> logger)
{
    /// <summary>The claim that says where the person signed in from.</summary>
    public const string AddressClaim = "address";

    /// <summary>The claim that says who the person is whatever their name becomes: of the provider where one vouches for them.</summary>
    public const string SubjectClaim = "subject";

    /// <summary>Does it, if this person may, and if it could be written down before.</summary>
    /// <param name="act">Asks AWS. Once begun it is seen through: leaving the page does not cut it off.</param>
    /// <param name="describe">What to note in the audit row as the result, such as the new execution's ARN.</param>
    public async Task<ActionResult<T>> RunAsync<T>(ClaimsPrincipal user, ActionRequest request, Func<AuditTicket, Task<T>> act, Func<T, string> describe, CancellationToken cancellationToken = default)
    {
        var entry = Entry(user, request);
        if (!Rights.Allow(user, request.Action))
        {
            return await RefuseAsync<T>(entry, ActionOutcome.NotAllowed, $"The role {entry.Role} does not allow {request.Action}.", cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return await RefuseAsync<T>(entry, ActionOutcome.NoReason, "No reason was given.", cancellationToken);
        }

        AuditTicket ticket;
        try
        {
            ticket = await audit.BeginAsync(entry, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogError(e, "{Action} on {Target} by {Actor} was not done: the audit row could not be written", entry.Action, entry.Target, entry.Actor);
            return new ActionResult<T>(ActionOutcome.NotRecorded, Detail: e.Message);
        }

        var result = await DoAsync(entry, ticket, act);
        if (result.Failure is not (AwsFailure.Unreachable or AwsFailure.Throttled or AwsFailure.Unknown))
        {
            await CompleteAsync(entry, ticket, result.IsDone, result.IsDone ? describe(result.Value!) : result.Detail);
        }

        // Else AWS may have done it, also where it was throttled: an earlier try of the same call may have taken effect. The row stays open until AWS was asked (Reconciliation).
        return result;
    }

    private async Task<ActionResult<T>> DoAsync<T>(AuditEntry entry, AuditTicket ticket, Func<AuditTicket, Task<T>> act)
    {
        try
        {
            var value = await act(ticket);
            logger.LogInformation("{Action} on {Target} by {Actor}: done", entry.Action, entry.Target, entry.Actor);
            return new ActionResult<T>(ActionOutcome.Done, value);
        }
        catch (AwsRequestException e)
        {
            logger.LogWarning("{Action} on {Target} by {Actor}: {Failure} {Detail}", entry.Action, entry.Target, entry.Actor, e.Kind, e.Message);
            return new ActionResult<T>(ActionOutcome.Failed, Failure: e.Kind, Detail: e.Message);
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Action} on {Target} by {Actor} broke off", entry.Action, entry.Target, entry.Actor);
            return new ActionResult<T>(ActionOutcome.Failed, Failure: AwsFailure.Unknown, Detail: e.Message);
        }
    }

    private async Task CompleteAsync(AuditEntry entry, AuditTicket ticket, bool done, string? result)
    {
        try
        {
            await audit.CompleteAsync(ticket, done, result, CancellationToken.None);
        }
        catch (Exception e)
        {
            // It is done and cannot be undone: the row stays open, which says that its end is not known.
            logger.LogError(e, "The audit row {Row} ({Action} on {Target}) could not be completed", ticket.Id, entry.Action, entry.Target);
        }
    }

    private async Task<ActionResult<T>> RefuseAsync<T>(AuditEntry entry, ActionOutcome outcome, string why, CancellationToken cancellationToken)
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

        return new ActionResult<T>(outcome, Detail: why);
    }

    private static AuditEntry Entry(ClaimsPrincipal user, ActionRequest request) => new(
        user.Identity?.Name ?? "nobody",
        user.FindFirstValue(ClaimTypes.Role) ?? "none",
        user.FindFirstValue(AddressClaim),
        request.Action.ToString(),
        request.Target,
        request.Reason.Trim(),
        request.Before,
        request.After);
}
