using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions.Changes;

/// <summary>A change that a program asks for over HTTP; every answer but a good one is a problem document with a sentence.</summary>
public sealed class ChangeRequest(IHttpContextAccessor accessor, ActionRunner runner, IAntiforgery antiforgery, IStringLocalizer<ExecutionWords> l, IStringLocalizer<Words> words)
{
    /// <returns>201 with the new execution, 200 where something was changed, 202 where it waits for a second person.</returns>
    public async Task<IResult> RunAsync(Change change, string? reason, Guid? requestId)
    {
        var context = accessor.HttpContext!;

        // The cookie alone could be sent by any site's form.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Sentence(StatusCodes.Status400BadRequest, l["Api_Antiforgery"]);
        }

        if (change is RerunChange { Input: { } input } && (JsonCheck.Find(input) is not null || JsonCheck.IsTooLong(input)))
        {
            return Sentence(StatusCodes.Status400BadRequest, RerunWords.InputProblem(input, l)!);
        }

        var result = await runner.RunAsync(context.User, change, reason ?? "", requestId ?? Guid.CreateVersion7(), context.RequestAborted);
        return result.Outcome switch
        {
            ActionOutcome.Done when change is RerunChange => Results.Created($"{context.Request.PathBase}/{ExecutionLinks.To(result.Value!)}", new { executionArn = result.Value }),
            ActionOutcome.Done => Results.Ok(new { result = result.Value }),
            ActionOutcome.Waiting => Results.Accepted($"{context.Request.PathBase}/approvals", new { waiting = true }),
            ActionOutcome.NotAllowed => Say(StatusCodes.Status403Forbidden),
            ActionOutcome.NoReason or ActionOutcome.Wrong => Say(StatusCodes.Status400BadRequest),
            ActionOutcome.AlreadyAsked => Say(StatusCodes.Status409Conflict),
            ActionOutcome.NotRecorded => Say(StatusCodes.Status503ServiceUnavailable),
            _ => Say(result.Failure == Aws.AwsFailure.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status502BadGateway),
        };

        IResult Say(int status) => Sentence(status, ActionWords.Sentence(result, change.Action, words)!);
    }

    private static IResult Sentence(int status, string text) => Results.Problem(text, statusCode: status);
}
