using Dashboard.Actions;
using Dashboard.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions.Changes;

/// <summary>Reruns for programs, on the same road as the page's button.</summary>
public static class RerunEndpoint
{
    public static void MapRerun(this IEndpointRouteBuilder app) => app.MapPost("/api/executions/rerun", RerunAsync);

    private static async Task<IResult> RerunAsync(
        RerunRequest request,
        HttpContext context,
        ExecutionActions actions,
        IAntiforgery antiforgery,
        IStringLocalizer<ExecutionWords> l,
        IStringLocalizer<Words> words,
        CancellationToken cancellationToken)
    {
        // The cookie alone could be sent by any site's form.
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Sentence(StatusCodes.Status400BadRequest, l["Api_Antiforgery"]);
        }

        if (request.Input is { } input && (JsonCheck.Find(input) is not null || JsonCheck.IsTooLong(input)))
        {
            return Sentence(StatusCodes.Status400BadRequest, RerunWords.InputProblem(input, l)!);
        }

        var result = await actions.RerunAsync(context.User, request with { Reason = request.Reason ?? "" }, cancellationToken);
        return result.Outcome switch
        {
            ActionOutcome.Done => Results.Created($"{context.Request.PathBase}/{ExecutionLinks.To(result.Value!)}", new { executionArn = result.Value }),
            ActionOutcome.NotAllowed => Sentence(StatusCodes.Status403Forbidden, ActionWords.Sentence(result, words)!),
            ActionOutcome.NoReason => Sentence(StatusCodes.Status400BadRequest, ActionWords.Sentence(result, words)!),
            ActionOutcome.NotRecorded => Sentence(StatusCodes.Status503ServiceUnavailable, ActionWords.Sentence(result, words)!),
            _ => Sentence(StatusCodes.Status502BadGateway, $"{ActionWords.Sentence(result, words)} {result.Detail}"),
        };
    }

    private static IResult Sentence(int status, string text) => Results.Problem(text, statusCode: status);
}
