using System.Globalization;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Features.Plans;
using Dashboard.Live;
using Dashboard.Store.Plans;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Features.Plans;

/// <summary>How a temporary change stands, by what AWS holds.</summary>
public sealed class PlanViewTests
{
    private const string Arn = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/close";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_in_effect_while_AWS_holds_its_start_and_over_at_its_end()
    {
        var hold = Plan(start: Now.AddHours(9));
        Assert.Equal([PlanStanding.InEffect], Standings([hold], Now.AddHours(9), Now));
        Assert.Equal([PlanStanding.Over], Standings([hold], Now.AddHours(9), Now.AddHours(9)));
    }

    [Fact]
    public void A_row_without_temporary_changes_does_not_go_through_thousands_of_schedules()
    {
        var schedule = ScheduleView.Create(new ScheduleDetail(ScheduleDocument.Parse("{}")));
        var board = Board.Empty with { Schedules = [.. Enumerable.Repeat(schedule, 5000)] };
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Assert.Empty(PlanView.Of([], board, Now));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Another_start_than_its_own_is_a_change_made_elsewhere_unless_a_later_one_goes_on_from_it()
    {
        var first = Plan(start: Now.AddHours(9));
        var later = Plan(start: Now.AddHours(20), before: Now.AddHours(9));
        Assert.Equal([PlanStanding.ChangedElsewhere], Standings([first], null, Now));
        Assert.Equal([PlanStanding.InEffect, PlanStanding.Covered], Standings([later, first], Now.AddHours(20), Now));
        later.State = PlanState.Undone;
        Assert.Equal([PlanStanding.Undone, PlanStanding.InEffect], Standings([later, first], Now.AddHours(9), Now));
    }

    [Fact]
    public void What_was_read_before_the_change_says_nothing_of_it()
    {
        var hold = Plan(start: Now.AddHours(9));
        Assert.Equal([PlanStanding.InEffect], Standings([hold], null, Now, modified: Now.AddDays(-1)));
    }

    [Fact]
    public void What_was_cut_off_is_under_way_until_it_is_repaired()
    {
        var hold = Plan(start: Now.AddHours(9));
        foreach (var (state, standing) in ((PlanState, PlanStanding)[])[(PlanState.Begun, PlanStanding.UnderWay), (PlanState.Undoing, PlanStanding.UnderWay), (PlanState.Failed, PlanStanding.Failed)])
        {
            hold.State = state;
            Assert.Equal([standing], Standings([hold], Now.AddHours(9), Now));
        }
    }

    [Theory]
    [InlineData("2026-11-26T23:30", "2026-11-26T14:30:00Z")]
    [InlineData("2026-11-26T23:30:00", "2026-11-26T14:30:00Z")]
    [InlineData("2026-11-26", null)]
    [InlineData("", null)]
    public void A_time_is_read_in_the_schedules_zone(string typed, string? at) =>
        Assert.Equal(at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), new PlanDraft(PlanKind.Hold, Schedule(null, Now), Now, typed).At);

    [Fact]
    public void What_starts_no_machine_cannot_be_run_at_once_but_held()
    {
        var schedule = Schedule(null, Now) with { MachineArn = null };
        Assert.True(new PlanDraft(PlanKind.RunNow, schedule, Now).HasNoMachine);
        Assert.True(new PlanDraft(PlanKind.Hold, schedule, Now, "2026-11-28T09:00").IsComplete);
    }

    [Theory]
    [InlineData("en", "Release: held until 11-26 21:00 JST · sato · “late file”")]
    [InlineData("ja", "保留を解除: 11-26 21:00 JST まで保留 · sato · “late file”")]
    public void What_is_asked_to_be_taken_back_is_named_with_whose_it_is(string language, string sentence)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var view = Assert.Single(PlanView.Of([Plan(start: Now.AddHours(9))], Board.Empty with { Schedules = [Schedule(Now.AddHours(9), Now)] }, Now));
        Assert.Equal(sentence, PlanSentences.AskedUndo(view, new StringLocalizer<PlanWords>(Some.Localizers())));
    }

    private static IEnumerable<PlanStanding> Standings(PlannedChange[] plans, DateTimeOffset? start, DateTimeOffset now, DateTimeOffset? modified = null) =>
        PlanView.Of(plans, Board.Empty with { Schedules = [Schedule(start, modified ?? Now)] }, now).Select(v => v.Standing);

    private static ScheduleView Schedule(DateTimeOffset? start, DateTimeOffset modified) => ScheduleView.Create(new ScheduleDetail(ScheduleDocument.Parse(
        $$$"""{"Arn":"{{{Arn}}}","Name":"close","ScheduleExpression":"cron(0 22 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","StartDate":{{{(start is { } at ? $"{at.ToUnixTimeSeconds()}" : "null")}}},"LastModificationDate":{{{modified.ToUnixTimeSeconds()}}},"Target":{"Arn":"arn:aws:states:r:1:stateMachine:m"}}""")));

    private static PlannedChange Plan(DateTimeOffset start, DateTimeOffset? before = null) => new()
    {
        Id = Guid.NewGuid(),
        Kind = PlanKind.Hold,
        ScheduleArn = Arn,
        Group = "default",
        Name = "close",
        Owner = "sato",
        Reason = "late file",
        MadeAt = Now.AddHours(-1),
        From = Now.AddHours(1),
        Until = start,
        EndsAt = start,
        StartBefore = before,
        StartAfter = start,
        WrittenBefore = Now.AddHours(-1),
        State = PlanState.InEffect,
        StateAt = Now,
    };
}
