using Bunit;
using Dashboard.Features.Machines;
using Dashboard.Live;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Features.Machines;

/// <summary>Who did what with a machine, on its page.</summary>
public sealed class MachineChangesTests : AuditTest
{
    private static readonly MachineView Machine = new() { Arn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", Name = "Pare" };

    [Fact]
    public async Task The_last_five_changes_of_the_machines_executions_are_shown_and_newer_ones_come_by_themselves()
    {
        var changes = Render<MachineChanges>(p => p.Add(c => c.Board, Board.Empty).Add(c => c.Machine, Machine));
        Assert.Contains("Nobody has changed anything here", changes.Markup, StringComparison.Ordinal);
        for (var i = 0; i < 6; i++)
        {
            await DoneAsync(new AuditEntry("sato", "Operator", null, "Rerun", Execution, $"reason {i}"));
        }

        await DoneAsync(new AuditEntry("abe", "Operator", null, "Rerun", Execution.Replace(":Pare:", ":Parent:", StringComparison.Ordinal), "of another machine"));
        changes.Render(p => p.Add(c => c.Machine, Machine with { }));
        changes.WaitForState(() => changes.FindAll(".machine-change").Count > 0);
        Assert.Equal(["reason 5", "reason 4", "reason 3", "reason 2", "reason 1"], changes.FindAll(".machine-change q").Select(q => q.TextContent));
        Assert.StartsWith("audit?about=arn%3Aaws%3Astates", changes.Find("p a").GetAttribute("href"), StringComparison.Ordinal);
    }
}
