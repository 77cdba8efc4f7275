using Dashboard.Actions;
using Dashboard.Store.Audit;

namespace Dashboard.Features.Executions;

/// <summary>Where an execution comes from and what came of it, as the audit log and its input tell.</summary>
/// <param name="Starter">Null until it has been read.</param>
/// <param name="Reruns">Audit rows of reruns of this execution, newest first.</param>
public sealed record ExecutionOrigin(StartedBy? Starter, IReadOnlyList<AuditRow> Reruns)
{
    public static ExecutionOrigin Unread { get; } = new(null, []);

    public static async Task<ExecutionOrigin> ReadAsync(AuditLog audit, string executionArn, string? input)
    {
        var rows = await audit.AboutAsync(executionArn);
        return new ExecutionOrigin(StartedBy.Find(executionArn, input, rows), [.. rows.Where(r => r.Target == executionArn && r.Action == nameof(DashboardAction.Rerun) && r.State == AuditState.Done && r.Result?.Contains(":execution:", StringComparison.Ordinal) == true)]);
    }
}
