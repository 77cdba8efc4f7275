using CsCheck;
using Dashboard.Domain.Schedules.Forecasts;
using Xunit;

namespace Dashboard.Tests.Schedules.Forecasts;

public sealed class ForecastTests
{
    private static readonly DateTimeOffset From = Some.Instant("2026-10-24T03:10:30Z");
    private static readonly OperationalDay Days = new(Some.Zone("Europe/Berlin"), new TimeOnly(6, 0));

    private static readonly Gen<PlannedSchedule> AnySchedule =
        from text in Gen.OneOfConst("cron(0 2 * * ? *)", "cron(30 1 ? * MON-FRI *)", "cron(0 * * * ? *)", "cron(*/5 * * * ? *)", "cron(0 9 L * ? *)", "rate(1 minute)", "rate(7 hours)", "rate(90 minutes)", "at(2026-10-25T02:30:00)")
        from zone in Gen.OneOfConst("Europe/Berlin", "Asia/Tokyo", "America/New_York")
        from id in Gen.Int[0, 1_000_000]
        from machine in Gen.OneOfConst("a", "b", null)
        from usual in Gen.Int[0, 300]
        from start in Gen.Int[-3000, 3000]
        from end in Gen.Int[0, 20_000]
        select new PlannedSchedule($"s{id}", Some.Expression(text), Some.Zone(zone), machine)
        {
            Usual = usual == 0 ? null : TimeSpan.FromMinutes(usual),
            CreatedAt = From.AddMinutes(-17),
            Start = start % 3 == 0 ? From.AddMinutes(start) : null,
            End = end % 3 == 0 ? From.AddMinutes(end) : null,
            Enabled = id % 10 != 0,
        };

    private static readonly Gen<PlannedSchedule[]> Some5 = AnySchedule.Array[0, 5].Select(all => all.DistinctBy(s => s.Id).ToArray());

    [Fact]
    public void The_plan_has_every_fire_once_and_only_dense_days_are_folded() => Gen.Select(Some5, Gen.Int[1, 6000]).Sample(
        (schedules, minutes) =>
        {
            var to = From.AddMinutes(minutes);
            var plan = Forecast.Plan(schedules, From, to, Days);
            var naive = schedules.Where(s => s.Enabled).SelectMany(s => Naive(s, to).GroupBy(Days.DateOf).Select(g => (s.Id, Day: g.Key, Fires: g.ToList()))).ToList();
            var planned = plan.GroupBy(r => (r.Schedule.Id, r.Day)).ToDictionary(g => g.Key, g => g.ToList());
            Assert.Equal(naive.Select(n => (n.Id, n.Day)).Order(), planned.Keys.Order());
            foreach (var (id, day, fires) in naive)
            {
                var runs = planned[(id, day)];
                Assert.Equal(fires.Count > Forecast.MostToldApart, runs is [{ IsFolded: true }]);
                Assert.Equal(fires.Count, runs.Sum(r => r.Count));
                Assert.Equal((fires[0], fires[^1]), (runs[0].At, runs[^1].Last));
                Assert.True(runs is [{ IsFolded: true }] || runs.Select(r => r.At).SequenceEqual(fires));
            }
        },
        iter: 1000);

    [Fact]
    public void Runs_are_in_order_and_each_says_which_earlier_one_of_its_machine_still_runs() => Some5.Sample(
        schedules =>
        {
            var plan = Forecast.Plan(schedules, From, From.AddDays(2), Days);
            Assert.Equal(plan.OrderBy(r => r.At).ThenBy(r => r.Schedule.Id, StringComparer.Ordinal).Select(r => (r.Schedule.Id, r.At)), plan.Select(r => (r.Schedule.Id, r.At)));
            var single = plan.Where(r => !r.IsFolded && r.Schedule.Machine is not null).ToList();
            for (var i = 0; i < single.Count; i++)
            {
                var reaches = single.Take(i).Any(r => r.Schedule.Machine == single[i].Schedule.Machine && r.At + (r.Schedule.Usual ?? TimeSpan.Zero) > single[i].At);
                Assert.Equal(reaches, single[i].Meets is not null);
                Assert.True(single[i].Meets is null || single[i].Meets!.UsualEnd > single[i].At);
            }
        },
        iter: 500);

    [Fact]
    public void A_dense_schedule_meets_itself_where_a_run_takes_longer_than_the_next_one_waits()
    {
        var often = new PlannedSchedule("s", Some.Expression("rate(1 minute)"), TimeZoneInfo.Utc, "m") { CreatedAt = From };
        PlannedRun First(int seconds) => Forecast.Plan([often with { Usual = TimeSpan.FromSeconds(seconds) }], From, From.AddDays(1), Days)[0];
        Assert.Equal((false, true), (First(60).Meets is not null, First(61).Meets is not null));
    }

    [Fact]
    public void What_a_skip_or_a_hold_leaves_out_is_told_with_its_mark_and_meets_nothing()
    {
        // AWS was told to skip two nights: the start date is after them.
        var nightly = new PlannedSchedule("s", Some.Expression("cron(0 2 * * ? *)"), TimeZoneInfo.Utc, "m") { Usual = TimeSpan.FromDays(2), Start = Some.Instant("2026-10-26T02:01Z") };
        var mark = new PlanMark("s", PlanMarkKind.Skipped, From, Some.Instant("2026-10-26T02:01Z"), "holiday");
        var plan = Forecast.Plan([nightly], From, From.AddDays(4), Days, [mark, mark with { ScheduleId = "other" }]);
        Assert.Equal([(25, false), (26, false), (27, true), (28, true)], plan.Select(r => (r.At.Day, r.Runs)));
        Assert.Equal([false, false, false, true], plan.Select(r => r.Meets is not null));
        Assert.All(plan.Take(2), r => Assert.Equal("holiday", r.Mark!.Text));
    }

    [Fact]
    public void A_run_inside_a_mark_that_leaves_nothing_out_keeps_running_and_carries_it()
    {
        var nightly = new PlannedSchedule("s", Some.Expression("cron(0 2 * * ? *)"), TimeZoneInfo.Utc, "m");
        var plan = Forecast.Plan([nightly], From, From.AddDays(2), Days, [new PlanMark("s", PlanMarkKind.OneOff, From, From.AddDays(1), "earlier")]);
        Assert.Equal([(true, "earlier"), (true, null)], plan.Select(r => (r.Runs, r.Mark?.Text)));
    }

    [Fact]
    public void A_skipped_run_of_a_rate_is_told_at_the_time_at_which_it_would_have_been()
    {
        // Every seven hours from 10:00; the one at 17:00 is left out by a start at 24:00.
        var before = Some.Instant("2026-10-24T10:00Z");
        var rate = new PlannedSchedule("s", Some.Expression("rate(7 hours)"), TimeZoneInfo.Utc, "m") { Start = before.AddHours(14), CreatedAt = From.AddDays(-3) };
        var plan = Forecast.Plan([rate], From, From.AddDays(1), Days, [new PlanMark("s", PlanMarkKind.Skipped, before.AddHours(7), before.AddHours(14), "") { Before = before }]);
        Assert.Equal([(before, true), (before.AddHours(7), false), (before.AddHours(14), true)], plan.Select(r => (r.At, r.Runs)));
    }

    [Fact]
    public void What_was_due_before_a_skip_and_between_two_stays_on_the_plan()
    {
        var (first, second) = (Some.Instant("2026-10-26T02:00Z"), Some.Instant("2026-10-28T02:00Z"));
        var nightly = new PlannedSchedule("s", Some.Expression("cron(0 2 * * ? *)"), TimeZoneInfo.Utc, "m") { Start = second.AddMinutes(1) };
        PlanMark Skip(DateTimeOffset at, DateTimeOffset? before) => new("s", PlanMarkKind.Skipped, at, at.AddMinutes(1), "") { Before = before };
        var plan = Forecast.Plan([nightly], From, From.AddDays(6), Days, [Skip(second, first.AddMinutes(1)), Skip(first, null)]);
        Assert.Equal([(25, true), (26, false), (27, true), (28, false), (29, true), (30, true)], plan.Select(r => (r.At.Day, r.Runs)));
    }

    [Fact]
    public void A_run_at_one_time_is_left_out_by_switching_it_off_and_told_all_the_same()
    {
        var once = new PlannedSchedule("s", Some.Expression("at(2026-10-25T02:30:00)"), TimeZoneInfo.Utc, "m") { Enabled = false };
        var mark = new PlanMark("s", PlanMarkKind.Moved, Some.Instant("2026-10-25T02:30Z"), Some.Instant("2026-10-25T02:31Z"), "");
        Assert.Equal([false], Forecast.Plan([once], From, From.AddDays(1), Days, [mark]).Select(r => r.Runs));
        Assert.Empty(Forecast.Plan([once], From, From.AddDays(1), Days));
        Assert.Equal(["t"], Forecast.Plan([once with { Id = "t", Enabled = true }, once], From, From.AddDays(1), Days).Select(r => r.Schedule.Id));
    }

    [Fact]
    public void Nothing_is_planned_before_the_schedule_was_made()
    {
        var nightly = new PlannedSchedule("s", Some.Expression("cron(0 2 * * ? *)"), TimeZoneInfo.Utc, "m") { CreatedAt = From.AddDays(2) };
        Assert.Equal([27, 28], Forecast.Plan([nightly], From, From.AddDays(4), Days).Select(r => r.At.Day));
        Assert.Equal([25, 26, 27, 28], Forecast.Plan([nightly with { Id = "t", CreatedAt = null }, nightly with { Enabled = false }], From, From.AddDays(4), Days).Select(r => r.At.Day));
        var mark = new PlanMark("s", PlanMarkKind.Skipped, Some.Instant("2026-10-27T02:00Z"), Some.Instant("2026-10-27T02:01Z"), "");
        Assert.Equal([(27, false), (28, true)], Forecast.Plan([nightly with { Start = mark.To }], From, From.AddDays(4), Days, [mark]).Select(r => (r.At.Day, r.Runs)));
    }

    private static IEnumerable<DateTimeOffset> Naive(PlannedSchedule s, DateTimeOffset to) =>
        s.Expression.NextFires(From.AddTicks(-1), s.Zone, s.Start ?? (s.Expression.Text[0] == 'r' ? s.CreatedAt : null), s.End).TakeWhile(at => at < to);
}
