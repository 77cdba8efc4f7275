using Dashboard.Actions;
using Dashboard.Store.Audit;

namespace Dashboard.Features.Executions;

/// <summary>Where an execution comes from and what was done with it, as the audit log and its input tell.</summary>
/// <param name="Starter">Null until it has been read.</param>
/// <param name="Rows">The audit rows about it that were done, or are being done, newest first.</param>
/// <param name="Written">How much had been written to the log by then.</param>
public sealed record ExecutionOrigin(StartedBy? Starter, IReadOnlyList<AuditRow> Rows, long Written = 0)
{
    public static ExecutionOrigin Unread { get; } = new(null, []);

    /// <summary>The last rerun that started another execution.</summary>
    public AuditRow? Rerun => Rows.FirstOrDefault(r => r is { Action: nameof(DashboardAction.Rerun), State: AuditState.Done });

    public AuditRow? Redrive => Last(nameof(DashboardAction.Redrive));

    /// <summary>Also one that is open: AWS stops it before the row can say so.</summary>
    public AuditRow? Stop => Last(nameof(DashboardAction.Stop));

    public static async Task<ExecutionOrigin> ReadAsync(AuditLog audit, string executionArn, string? input)
    {
        var written = audit.Written;
        var rows = await audit.AboutAsync(executionArn);
        return new ExecutionOrigin(StartedBy.Find(executionArn, input, rows), [.. rows.Where(r => r.Target == executionArn && r.State is AuditState.Done or AuditState.Open)], written);
    }

    /// <summary>Whether it was never read, or something was written since: somebody may have stopped or redriven it.</summary>
    public bool IsOld(AuditLog audit) => Starter is null || Written != audit.Written;

    private AuditRow? Last(string action) => Rows.FirstOrDefault(r => r.Action == action);
}
