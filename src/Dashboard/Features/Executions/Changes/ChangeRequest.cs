using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions.Changes;

/// <summary>A change that a program asks for over HTTP; every answer but a good one is a problem document with a sentence.</summary>
public sealed class ChangeRequest(IHttpContextAccessor accessor, ActionRunner runner, Rights rights, IAntiforgery antiforgery, IStringLocalizer<ExecutionWords> l, IStringLocalizer<Words> words)
{
    private HttpContext Context => accessor.HttpContext!;

    /// <summary>An answer with one sentence.</summary>
    public static IResult Sentence(int status, string text) => Results.Problem(text, statusCode: status);

    /// <summary>The answer to what another site may have sent: the cookie alone could come with any site's form. Null for a genuine request.</summary>
    public async Task<IResult?> RefuseForgedAsync() => await antiforgery.IsRequestValidAsync(Context) ? null : Sentence(StatusCodes.Status400BadRequest, l["Api_Antiforgery"]);

    /// <summary>Whether it is asked for the first time, by somebody who may.</summary>
    public async Task<bool> IsNewAsync(Change change, Guid? requestId) =>
        await rights.JudgeAsync(Context.User, change, Context.RequestAborted) is Ruling.Allowed or Ruling.NeedsSecondPerson
        && !(requestId is { } click && await runner.KnowsAsync(click, Context.RequestAborted));

    /// <param name="refusal">The sentence for a no that is of this kind of change alone; null for every other.</param>
    /// <returns>201 with the new execution, 200 where something was changed, 202 where it waits for a second person.</returns>
    public async Task<IResult> RunAsync(Change change, string? reason, Guid? requestId, Func<ActionResult, string?>? refusal = null)
    {
        if (await RefuseForgedAsync() is { } forged)
        {
            return forged;
        }

        if (change is RerunChange { Input: { } input } && (JsonCheck.Find(input) is not null || JsonCheck.IsTooLong(input)))
        {
            return Sentence(StatusCodes.Status400BadRequest, RerunWords.InputProblem(input, l)!);
        }

        var click = requestId ?? Guid.CreateVersion7();
        var result = await runner.RunAsync(Context.User, change, reason ?? "", click, Context.RequestAborted);
        return result.Outcome switch
        {
            ActionOutcome.Done when change is RerunChange => Results.Created($"{Context.Request.PathBase}/{ExecutionLinks.To(result.Value!)}", new { executionArn = result.Value }),
            ActionOutcome.Done => Results.Ok(new { result = result.Value, requestId = click }),
            ActionOutcome.Waiting => Results.Accepted($"{Context.Request.PathBase}/approvals", new { waiting = true }),
            _ when refusal?.Invoke(result) is { } text => Sentence(StatusCodes.Status400BadRequest, text),
            _ => Sentence(result, change.Action),
        };
    }

    /// <summary>The answer to a change that was not done.</summary>
    public IResult Sentence(ActionResult result, DashboardAction action) => Sentence(
        result.Outcome switch
        {
            ActionOutcome.NotAllowed => StatusCodes.Status403Forbidden,
            ActionOutcome.NoReason or ActionOutcome.Wrong => StatusCodes.Status400BadRequest,
            ActionOutcome.AlreadyAsked => StatusCodes.Status409Conflict,
            ActionOutcome.NotRecorded => StatusCodes.Status503ServiceUnavailable,
            _ => result.Failure == Aws.AwsFailure.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status502BadGateway,
        },
        ActionWords.Sentence(result, action, words)!);
}
