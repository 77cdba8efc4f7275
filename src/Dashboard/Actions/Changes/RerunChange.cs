namespace Dashboard.Actions.Changes;

/// <summary>A new execution, from the start, of the machine that ran <paramref name="ExecutionArn"/>.</summary>
/// <param name="Input">JSON text; null for the input that the old execution had.</param>
/// <param name="Original">The old input, where another one is given: for the record.</param>
public sealed record RerunChange(string ExecutionArn, string? Input = null, string? Original = null) : Change
{
    public override DashboardAction Action => DashboardAction.Rerun;

    public override string Target => ExecutionArn;

    public override string? Before => Original;

    public override string? After => Input;

    /// <summary>The name of the execution that a rerun starts: made of the audit row's id, it is that row's for ever.</summary>
    public static string NameOf(Guid auditRow) => $"rerun-{auditRow:n}";
}
