using Dashboard.Actions;
using Dashboard.Live;
using Dashboard.Store.Audit;

namespace Dashboard.Features.Executions.Changes;

/// <summary>A task of an execution that the execution does not wait for.</summary>
/// <param name="State">The state whose container it is; null where that is not known.</param>
/// <param name="At">When it was run.</param>
/// <param name="Run">Who ran it again and why; null for one that outlived its execution.</param>
public sealed record LooseTask(string TaskArn, string? State, DateTimeOffset At, AuditRow? Run)
{
    /// <summary>The tasks that somebody ran again, newest first, then those that may have outlived the execution: the history does not know their end.</summary>
    public static IReadOnlyList<LooseTask> Find(ExecutionPicture picture, IEnumerable<AuditRow> rows) =>
    [
        .. from row in rows
           where row.Target == picture.Detail.Arn && row.Action == nameof(DashboardAction.RunTask) && row.State == AuditState.Done && row.Result?.Contains(":task/", StringComparison.Ordinal) == true
           select new LooseTask(row.Result!, row.Before, row.At, row),
        .. from visit in picture.IsClosed ? picture.Snapshot.Visits.AsEnumerable() : []
           from attempt in visit.Attempts
           where attempt.Result.Task is { StoppedAt: null } task && task.LastStatus != "STOPPED"
           select new LooseTask(attempt.Result.Task!.TaskArn, visit.Name, attempt.ScheduledAt, null),
    ];
}
