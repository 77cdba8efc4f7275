using Dashboard.Features.Executions;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>Who started, reran, redrove and stopped an execution, and why.</summary>
public sealed class ExecutionOriginTests : AuditTest
{
    [Fact]
    public async Task It_says_who_and_why_for_each_and_leaves_out_what_came_to_nothing()
    {
        await DoneAsync(new AuditEntry("sato", "Operator", null, "Rerun", "arn:old", "late file"), Execution);
        await DoneAsync(new AuditEntry("abe", "Operator", null, "Redrive", Execution, "first"), "at");
        await DoneAsync(new AuditEntry("abe", "Operator", null, "Redrive", Execution, "again"), "at");
        await Log.RefuseAsync(new AuditEntry("eve", "Viewer", null, "Stop", Execution, "forged"), "no", Cancel);
        await Log.BeginAsync(new AuditEntry("ito", "Operator", null, "Stop", Execution, "hangs"), Cancel);
        await DoneAsync(new AuditEntry("ono", "Operator", null, "Rerun", Execution, "once more"), Execution + "-3");
        var origin = await ExecutionOrigin.ReadAsync(Log, Execution, null);
        Assert.Equal(new StartedBy("Rerun", "sato", "arn:old", "late file"), origin.Starter);
        Assert.Equal([("abe", "again"), ("ito", "hangs"), ("ono", "once more")], ((AuditRow?[])[origin.Redrive, origin.Stop, origin.Rerun]).Select(r => (r!.Actor, r.Reason)));
    }
}
