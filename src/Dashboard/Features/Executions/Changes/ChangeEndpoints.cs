using Dashboard.Actions.Changes;
using Dashboard.Domain.Executions;

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
    public sealed record AskSeen(string ExecutionArn, ExecutionStatus Status, int RedriveCount, string? Reason, Guid? RequestId);

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/executions/rerun", (Ask ask, ChangeRequest request) => request.RunAsync(new RerunChange(ask.ExecutionArn, ask.Input), ask.Reason, ask.RequestId));
        app.MapPost("/api/executions/redrive", (AskSeen ask, ChangeRequest request) => request.RunAsync(new RedriveChange(Seen(ask)), ask.Reason, ask.RequestId));
        app.MapPost("/api/executions/stop", (AskSeen ask, ChangeRequest request) => request.RunAsync(new StopChange(Seen(ask)), ask.Reason, ask.RequestId));
    }

    private static SeenExecution Seen(AskSeen ask) => new(ask.ExecutionArn, ask.Status, ask.RedriveCount);
}
