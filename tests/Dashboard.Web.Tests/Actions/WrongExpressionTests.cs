using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>A wrong expression, past the page: the change itself is refused before AWS is asked, with the reason in the audit log.</summary>
public sealed class WrongExpressionTests : PlanTest
{
    private const string Sentence = "25 is out of range for hours; allowed: 0-23.";
    private static readonly MemberEdit Wrong = new("ScheduleExpression", "\"cron(0 25 * * ? *)\"");

    [Fact]
    public async Task An_edit_is_refused_and_AWS_holds_what_it_held()
    {
        var schedule = await CreateAsync("cron(0 10 * * ? *)");
        await AssertRefusedAsync(new EditScheduleChange(schedule.Document, [Wrong], Machine), Role.ScheduleEditor);
        await AssertRefusedAsync(new EditScheduleChange(schedule.Document, [new("ScheduleExpression", null)], Machine), Role.ScheduleEditor, "There is no expression.");
        Assert.Equal(schedule.Document.Json, (await NowAsync()).Document.Json);
    }

    [Fact]
    public async Task Nothing_is_made_with_it()
    {
        var schedule = await CreateAsync("cron(0 10 * * ? *)");
        var made = schedule.Document.With(Wrong, new("Name", "\"other\""));
        await AssertRefusedAsync(new CreateScheduleChange(made, "arn:aws:scheduler:ap-northeast-1:123456789012:schedule-group/default", Machine), Role.Administrator);
        Assert.Empty(await OthersAsync());
    }

    [Fact]
    public async Task No_run_is_skipped_held_moved_or_added_by_it()
    {
        var schedule = await CreateAsync("cron(0 10 * * ? *)");
        var (seen, at) = (schedule.Document.With(Wrong), Time.GetUtcNow().AddHours(5));
        foreach (var change in (PlanChange[])[new SkipRunChange(seen, Machine, at), new HoldChange(seen, Machine, at), new MoveRunChange(seen, Machine, at, at), new OneOffChange(seen, Machine, at), new RunNowChange(seen, Machine, null)])
        {
            await AssertRefusedAsync(change, Role.Administrator);
        }

        Assert.Empty(await OthersAsync());
        Assert.Equal(schedule.Document.Json, (await NowAsync()).Document.Json);
    }

    [Fact]
    public async Task What_AWS_holds_in_a_form_that_is_not_understood_can_still_be_switched_off()
    {
        var schedule = await CreateAsync("cron(0 10 * * ? *)");
        var odd = schedule.Document.With(Wrong);
        Assert.Null(new EditScheduleChange(odd, [new("State", "\"DISABLED\"")], Machine).Problem);
    }

    private async Task AssertRefusedAsync(Change change, Role role, string sentence = Sentence)
    {
        var (result, _) = await RunAsync(change, role);
        Assert.Equal(ActionOutcome.Wrong, result.Outcome);
        Assert.StartsWith(sentence, result.Detail, StringComparison.Ordinal);
        var row = (await Audit.ListAsync(null, 1, Cancel))[0];
        Assert.Equal((AuditState.Refused, change.Action.ToString()), (row.State, row.Action));
        Assert.StartsWith(sentence, row.Result, StringComparison.Ordinal);
    }
}
