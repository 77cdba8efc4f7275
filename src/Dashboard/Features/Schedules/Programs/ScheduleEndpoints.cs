using System.Text.Json;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>Edits and temporary changes of schedules for programs, on the same road as the pages' buttons.</summary>
public static class ScheduleEndpoints
{
    /// <summary>What a program sends to change members of a schedule.</summary>
    /// <param name="Edits">By path, such as <c>Target/Input</c>: the new value as GetSchedule would give it; null takes the member away.</param>
    /// <param name="Seen">What the change was made against and must still be so: the LastModificationDate, in seconds since 1970 or written out, or the whole answer of GetSchedule.</param>
    /// <param name="RequestId">Sent again with the same id, the change is made once.</param>
    public sealed record AskEdit(string? Group, string? Name, Dictionary<string, JsonElement>? Edits, JsonElement Seen, string? Reason, Guid? RequestId);

    /// <summary>What a program sends to change for a time when a schedule runs.</summary>
    /// <param name="Kind">skip, move, hold, one-off or run-now.</param>
    /// <param name="Fire">The run that is left out, which must still be the next: of skip and move, and of run-now where one is left out for it.</param>
    /// <param name="At">When the run takes place, or the hold's end.</param>
    public sealed record AskPlan(string? Group, string? Name, string? Kind, string? Fire, string? At, string? Reason, Guid? RequestId);

    /// <summary>What a program sends to take a temporary change back.</summary>
    /// <param name="Plan">The request's id under which it was made.</param>
    public sealed record AskUndo(Guid Plan, string? Reason, Guid? RequestId);

    public static void MapSchedules(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/schedules/edit", (AskEdit ask, EditRequest request) => request.RunAsync(ask));
        app.MapPost("/api/schedules/plan", (AskPlan ask, PlanRequest request) => request.RunAsync(ask));
        app.MapPost("/api/schedules/plan/undo", (AskUndo ask, PlanRequest request) => request.UndoAsync(ask));
    }
}
