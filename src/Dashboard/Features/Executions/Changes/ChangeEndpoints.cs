using System.Text.Json;
using System.Text.Json.Serialization;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Executions;
using Microsoft.AspNetCore.Antiforgery;

namespace Dashboard.Features.Executions.Changes;

/// <summary>Rerun, redrive and stop for programs, on the same road as the page's buttons.</summary>
public static class ChangeEndpoints
{
    /// <summary>What a program sends.</summary>
    /// <param name="Input">Of a rerun: JSON text; null for the input that the old execution had.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="RequestId">Sent again with the same id, the change is made once.</param>
    public sealed record Ask(string ExecutionArn, string? Input, string? Reason, Guid? RequestId);

    /// <summary>What a program sends to redrive or stop: also what it saw, which must still be so.</summary>
    /// <param name="Status">In AWS's words, such as <c>TIMED_OUT</c>.</param>
    public sealed record AskSeen(string ExecutionArn, [property: JsonConverter(typeof(AwsWords))] ExecutionStatus Status, int RedriveCount, string? Reason, Guid? RequestId);

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        // What a page gets in its forms a program gets here; pages of other sites can ask, but not read the answer.
        app.MapGet("/api/token", (HttpContext context, IAntiforgery antiforgery) => new { token = antiforgery.GetAndStoreTokens(context).RequestToken });
        app.MapPost("/api/executions/rerun", (Ask ask, ChangeRequest request) => request.RunAsync(new RerunChange(ask.ExecutionArn, ask.Input), ask.Reason, ask.RequestId));
        app.MapPost("/api/executions/redrive", (AskSeen ask, ChangeRequest request) => request.RunAsync(new RedriveChange(Seen(ask)), ask.Reason, ask.RequestId));
        app.MapPost("/api/executions/stop", (AskSeen ask, ChangeRequest request) => request.RunAsync(new StopChange(Seen(ask)), ask.Reason, ask.RequestId));
    }

    private sealed class AwsWords() : JsonStringEnumConverter<ExecutionStatus>(JsonNamingPolicy.SnakeCaseUpper);

    private static SeenExecution Seen(AskSeen ask) => new(ask.ExecutionArn, ask.Status, ask.RedriveCount);
}
