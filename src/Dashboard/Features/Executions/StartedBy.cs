using Dashboard.Live;
using Dashboard.Store.Audit;

namespace Dashboard.Features.Executions;

/// <summary>Who or what started an execution, as far as can be known: AWS itself does not say.</summary>
/// <param name="Kind">Rerun, Parent, Schedule or Unknown: the end of a key of the words.</param>
/// <param name="Who">The person of a rerun, the parent's or the schedule's ARN.</param>
/// <param name="ExecutionArn">The execution that was rerun, or the parent.</param>
/// <param name="Reason">Of a rerun.</param>
public sealed record StartedBy(string Kind, string? Who = null, string? ExecutionArn = null, string? Reason = null)
{
    /// <summary>Reads it from the audit rows about the execution, else from its input: a rerun's input still names the old starter.</summary>
    public static StartedBy Find(string executionArn, string? input, IEnumerable<AuditRow> rows) =>
        rows.FirstOrDefault(r => r.Result == executionArn) is { } row ? new StartedBy("Rerun", row.Actor, row.Target, row.Reason)
        : StarterArn.Read(input) is not { } arn ? new StartedBy("Unknown")
        : arn.Contains(":schedule/", StringComparison.Ordinal) ? new StartedBy("Schedule", arn)
        : new StartedBy("Parent", arn, arn);
}
