using CsCheck;
using Dashboard.Domain.Schedules.Forecasts;
using Xunit;

namespace Dashboard.Tests.Schedules.Forecasts;

public sealed class FireReconciliationTests
{
    private static readonly DateTimeOffset From = Some.Instant("2026-11-23T00:00Z");
    private static readonly DateTimeOffset To = From.AddDays(1);
    private static readonly DateTimeOffset Ten = From.AddHours(10);
    private static readonly PlannedSchedule Daily = new("s", Some.Expression("cron(0 10 * * ? *)"), TimeZoneInfo.Utc, "m");

    private static readonly Gen<PlannedSchedule[]> Schedules = (
        from text in Gen.OneOfConst("cron(0 * * * ? *)", "cron(0 10 * * ? *)", "cron(*/10 * * * ? *)", "cron(59 23 * * ? *)")
        from machine in Gen.OneOfConst("m", "n")
        from flexible in Gen.OneOfConst(0, 15)
        from id in Gen.Int[0, 1_000_000]
        select new PlannedSchedule($"s{id}", Some.Expression(text), TimeZoneInfo.Utc, machine) { Flexible = TimeSpan.FromMinutes(flexible), CreatedAt = id % 2 == 0 ? Ten : null, ModifiedAt = Ten.AddHours(2) }).Array[0, 4].Select(all => all.DistinctBy(s => s.Id).ToArray());

    private static readonly Gen<ActualStart[]> Starts = (
        from second in Gen.Int[0, 86_400]
        from machine in Gen.OneOfConst("m", "n", "o")
        from manual in Gen.Bool
        select (second, machine, manual)).Array[0, 40].Select(all => all.Select((s, i) => new ActualStart($"e{i}", s.machine, From.AddSeconds(s.second), null, s.manual)).ToArray());

    [Theory]
    [InlineData(0, 0, FireVerdict.OnTime)]
    [InlineData(0, 60, FireVerdict.OnTime)]
    [InlineData(0, 61, FireVerdict.Late)]
    [InlineData(0, 3660, FireVerdict.Late)]
    [InlineData(15, 960, FireVerdict.OnTime)]
    [InlineData(15, 961, FireVerdict.Late)]
    public void A_start_within_a_minute_and_the_flexible_window_is_on_time_and_within_an_hour_more_it_is_late(int flexible, int seconds, FireVerdict verdict)
    {
        var fire = Assert.Single(Reconcile(Daily with { Flexible = TimeSpan.FromMinutes(flexible) }, Ten.AddSeconds(seconds)));
        Assert.Equal((verdict, Ten), (fire.Verdict, fire.Expected));
    }

    [Fact]
    public void A_fire_without_a_start_was_missed_and_a_start_without_a_fire_is_manual() => Assert.Equal(
        [FireVerdict.Manual, FireVerdict.Missed, FireVerdict.Manual],
        Reconcile(Daily, Ten.AddSeconds(-1), Ten.AddSeconds(3661)).Select(r => r.Verdict));

    [Fact]
    public void A_second_start_in_the_same_minute_is_a_double() =>
        Assert.Equal([FireVerdict.OnTime, FireVerdict.Doubled], Reconcile(Daily, Ten.AddSeconds(3), Ten.AddSeconds(20)).Select(r => r.Verdict));

    [Fact]
    public void A_rerun_is_manual_even_in_the_minute_of_the_fire()
    {
        var found = FireReconciliation.Reconcile([Daily], [new("rerun", "m", Ten.AddSeconds(1), null, true), new("other", "m", Ten.AddSeconds(2))], From, To, _ => null);
        Assert.Equal([(FireVerdict.OnTime, "other"), (FireVerdict.Manual, "rerun")], found.Select(r => (r.Verdict, r.Start!.Id)).OrderBy(r => r.Verdict));
    }

    [Fact]
    public void Two_schedules_of_one_machine_each_get_the_start_that_names_them()
    {
        var found = FireReconciliation.Reconcile([Daily, Daily with { Id = "t" }], [new("1", "m", Ten.AddSeconds(1), "t"), new("2", "m", Ten.AddSeconds(2), "s")], From, To, _ => null);
        Assert.Equal([("s", "2"), ("t", "1")], found.Select(r => (r.Schedule!.Id, r.Start!.Id)));
    }

    [Fact]
    public void Before_the_list_of_starts_begins_nothing_is_known_and_before_the_last_change_nothing_is_certain()
    {
        var hourly = Daily with { Expression = Some.Expression("cron(0 * * * ? *)"), ModifiedAt = From.AddHours(20), CreatedAt = From.AddHours(5) };
        var found = FireReconciliation.Reconcile([hourly], [], From, To, _ => From.AddHours(10));
        Assert.Equal((19, 5, 14, 15), (found.Length, found.Count(r => r.Verdict == FireVerdict.Unknown), found.Count(r => r.Verdict == FireVerdict.Missed), found.Count(r => !r.IsCertain)));
    }

    [Fact]
    public void A_schedule_that_was_changed_is_held_to_what_it_was_at_the_time()
    {
        var hourly = Daily with { Expression = Some.Expression("cron(0 * * * ? *)"), Until = From.AddHours(3).AddMinutes(30) };
        var found = FireReconciliation.Reconcile([hourly, Daily with { Since = hourly.Until }], [], From, To, _ => null);
        Assert.Equal([0, 1, 2, 3, 10], found.Select(r => r.At.Hour));
    }

    [Fact]
    public void What_a_temporary_change_left_out_is_no_miss()
    {
        var skipped = Daily with { Start = Ten.AddMinutes(1) };
        var mark = new PlanMark("s", PlanMarkKind.Skipped, Ten, Ten.AddMinutes(1), "holiday") { Before = From.AddDays(-1) };
        Assert.Empty(FireReconciliation.Reconcile([skipped], [], From, To, _ => null));
        var fire = Assert.Single(LeftOutFires.Find([skipped], [mark, mark with { ScheduleId = "other" }, mark with { Kind = PlanMarkKind.OneOff }], From, To));
        Assert.Equal((FireVerdict.LeftOut, Ten, "holiday"), (fire.Verdict, fire.At, fire.Mark!.Text));
        Assert.Empty(LeftOutFires.Find([skipped], [mark], Ten.AddMinutes(1), To));
    }

    [Fact]
    public void A_rate_that_did_not_start_when_it_was_written_missed_nothing_by_it()
    {
        var rate = Daily with { Expression = Some.Expression("rate(7 hours)"), Start = Ten, ModifiedAt = Ten, CreatedAt = From };
        Assert.Equal([17], FireReconciliation.Reconcile([rate], [], From, To, _ => null).Select(r => r.At.Hour));
        Assert.Equal([10, 17], FireReconciliation.Reconcile([rate with { ModifiedAt = From }], [], From, To, _ => null).Select(r => r.At.Hour));
        Assert.Equal(FireVerdict.OnTime, FireReconciliation.Reconcile([rate], [new("e", "m", Ten.AddSeconds(1), "s")], From, To, _ => null)[0].Verdict);
    }

    [Fact]
    public void A_fire_that_may_still_come_in_time_is_not_yet_missed() =>
        Assert.Equal((0, 1), (FireReconciliation.Reconcile([Daily], [], From, Ten.AddSeconds(59), _ => null).Length, FireReconciliation.Reconcile([Daily], [], From, Ten.AddSeconds(60), _ => null).Length));

    [Fact]
    public void A_fire_after_the_list_of_its_machine_was_read_is_not_yet_missed() =>
        Assert.Equal([0, 1], new[] { 59, 60 }.Select(s => FireReconciliation.Reconcile([Daily], [], From, To, _ => null, _ => Ten.AddSeconds(s)).Length));

    [Fact]
    public void Every_start_and_every_fire_is_told_once_whatever_the_order() => Gen.Select(Schedules, Starts).Sample(
        (schedules, starts) =>
        {
            var found = FireReconciliation.Reconcile(schedules, starts, From, To, _ => null);
            Assert.Equal(found, FireReconciliation.Reconcile(schedules.Reverse(), starts.Reverse(), From, To, _ => null));
            Assert.Equal(starts.Select(s => s.Id).Order(), found.Where(r => r.Start is not null).Select(r => r.Start!.Id).Order());
            var due = schedules.SelectMany(s => s.Fires(From, To).Where(at => !(at < s.CreatedAt) && at + FireReconciliation.Precision + s.Flexible <= To).Select(at => (s.Id, at)));
            var told = found.Where(r => r.Verdict is not (FireVerdict.Doubled or FireVerdict.Manual)).Select(r => (r.Schedule!.Id, r.Expected!.Value)).ToList();
            Assert.Equal(told.Count, told.Distinct().Count());
            Assert.Empty(due.Except(told));
            Assert.All(found.Where(r => r.Verdict is FireVerdict.OnTime or FireVerdict.Late or FireVerdict.Doubled), r => Assert.True(r.Start!.At >= r.Expected && !r.Start.IsManual));
            Assert.All(found.Where(r => r.Start?.IsManual == true), r => Assert.Equal(FireVerdict.Manual, r.Verdict));
            Assert.All(found.Where(r => r.Schedule is not null), r => Assert.Equal(r.Expected >= r.Schedule!.ModifiedAt, r.IsCertain));
        },
        iter: 2000);

    [Fact]
    public void Where_every_fire_starts_its_machine_within_the_minute_all_are_on_time() => Gen.Select(Schedules, Gen.Int[0, 59]).Sample(
        (schedules, seconds) =>
        {
            var starts = schedules.SelectMany(s => s.Fires(From, To).Where(at => !(at < s.CreatedAt)).Select(at => new ActualStart($"{s.Id} {at:o}", s.Machine!, at.AddSeconds(seconds)))).ToList();
            Assert.All(FireReconciliation.Reconcile(schedules, starts, From, To, _ => null), r => Assert.Equal(FireVerdict.OnTime, r.Verdict));
        },
        iter: 500);

    private static IReadOnlyList<ReconciledFire> Reconcile(PlannedSchedule schedule, params DateTimeOffset[] starts) =>
        FireReconciliation.Reconcile([schedule], starts.Select((at, i) => new ActualStart($"e{i}", "m", at)), From, To, _ => null);
}
