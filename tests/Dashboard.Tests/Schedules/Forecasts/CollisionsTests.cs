using CsCheck;
using Dashboard.Domain.Schedules.Forecasts;
using Xunit;

namespace Dashboard.Tests.Schedules.Forecasts;

/// <summary>One schedule, as it is typed, beside the others of its machine.</summary>
public sealed class CollisionsTests
{
    private const int Runs = 10;
    private static readonly DateTimeOffset From = Some.Instant("2026-10-24T03:10:30Z");

    private static readonly Gen<PlannedSchedule> AnySchedule =
        from text in Gen.OneOfConst("cron(0 2 * * ? *)", "cron(30 1 ? * SAT,SUN,MON *)", "cron(0 * * * ? *)", "cron(*/5 * * * ? *)", "rate(1 minute)", "rate(7 hours)", "rate(90 minutes)", "at(2026-10-25T02:30:00)")
        from zone in Gen.OneOfConst("Europe/Berlin", "Asia/Tokyo", "UTC")
        from id in Gen.Int[0, 1_000_000]
        from machine in Gen.OneOfConst("a", "a", "b", null)
        from usual in Gen.Int[0, 300]
        from seconds in Gen.Int[0, 100]
        from dates in Gen.Int[0, 6]
        from flexible in Gen.OneOfConst(0, 0, 15, 120)
        select new PlannedSchedule($"s{id}", Some.Expression(text), Some.Zone(zone), machine)
        {
            Usual = usual % 5 == 0 ? null : TimeSpan.FromMinutes(usual),
            CreatedAt = From.AddSeconds(-seconds),
            Start = dates == 1 ? From.AddHours(30) : null,
            End = dates == 2 ? From.AddHours(60) : null,
            Enabled = id % 10 != 0,
            Flexible = TimeSpan.FromMinutes(flexible),
        };

    [Fact]
    public void It_finds_what_looking_at_every_pair_of_runs_finds() => Gen.Select(AnySchedule, AnySchedule.Array[0, 6]).Sample(
        (schedule, others) => Assert.Equal(Naive(schedule, others), Collisions.Of(schedule, others, From, Runs)), iter: 1000);

    [Theory]
    [InlineData("cron(0 2 * * ? *)", CollisionKind.SameMinute, 10)]
    [InlineData("cron(30 1 * * ? *)", CollisionKind.DuringOther, 10)]
    [InlineData("cron(59 2 * * ? *)", CollisionKind.OtherDuring, 10)]
    [InlineData("cron(30 2 ? * SUN *)", CollisionKind.OtherDuring, 2)]
    [InlineData("cron(0 3 * * ? *)", null, 0)]
    [InlineData("cron(0 1 * * ? *)", null, 0)]
    public void Runs_of_an_hour_meet_where_they_begin_less_than_an_hour_apart(string other, CollisionKind? kind, int runs)
    {
        var found = Collisions.Of(Hourlong("draft", "cron(0 2 * * ? *)"), [Hourlong("other", other)], From, Runs);
        Assert.Equal(kind is { } k ? [(k, "other", runs)] : [], found.Select(c => (c.Kind, c.With.Id, c.Runs)));
    }

    [Fact]
    public void One_that_is_off_meets_nothing_nor_does_one_of_another_machine_or_what_AWS_holds_of_itself()
    {
        var draft = Hourlong("draft", "cron(0 2 * * ? *)");
        Assert.Empty(Collisions.Of(draft, [draft with { Id = "other", Enabled = false }, draft with { Id = "b", Machine = "b" }, draft with { Expression = Some.Expression("cron(30 2 * * ? *)") }], From, Runs));
        Assert.Empty(Collisions.Of(draft with { Enabled = false }, [draft with { Id = "other" }], From, Runs));
    }

    [Fact]
    public void It_meets_itself_where_a_run_takes_longer_than_the_next_one_waits()
    {
        var draft = Hourlong("draft", "cron(0 2,3 * * ? *)");
        Assert.Empty(Collisions.Of(draft, [], From, Runs));
        var found = Assert.Single(Collisions.Of(draft with { Usual = TimeSpan.FromMinutes(61) }, [], From, Runs));
        Assert.Equal((CollisionKind.Itself, 5, 1.0), (found.Kind, found.Runs, (found.OtherAt - found.At).TotalHours));
        found = Assert.Single(Collisions.Of(draft with { Flexible = TimeSpan.FromMinutes(1) }, [], From, Runs));
        Assert.Equal((CollisionKind.ItselfWithinWindow, 5), (found.Kind, found.Runs));
    }

    [Theory]
    [InlineData("cron(10 3 * * ? *)", 0, 0, null)]
    [InlineData("cron(10 3 * * ? *)", 15, 0, CollisionKind.WithinWindow)]
    [InlineData("cron(10 3 * * ? *)", 10, 0, null)]
    [InlineData("cron(10 3 * * ? *)", 0, 15, null)]
    [InlineData("cron(50 0 * * ? *)", 0, 15, CollisionKind.WithinWindow)]
    [InlineData("cron(50 0 * * ? *)", 15, 0, null)]
    [InlineData("cron(30 2 * * ? *)", 15, 15, CollisionKind.OtherDuring)]
    public void Runs_that_meet_only_where_AWS_starts_one_later_may_meet(string other, int window, int otherWindow, CollisionKind? kind)
    {
        var found = Collisions.Of(Hourlong("draft", "cron(0 2 * * ? *)") with { Flexible = TimeSpan.FromMinutes(window) }, [Hourlong("other", other) with { Flexible = TimeSpan.FromMinutes(otherWindow) }], From, Runs);
        Assert.Equal(kind is { } k ? [(k, Runs)] : [], found.Select(c => (c.Kind, c.Runs)));
    }

    [Fact]
    public void A_yearly_run_meets_each_of_many_that_run_every_minute() =>
        Assert.Equal(200, Collisions.Of(Hourlong("draft", "cron(0 2 1 1 ? *)"), Enumerable.Range(0, 200).Select(i => Hourlong($"dense {i}", "rate(1 minute)") with { CreatedAt = From }), From, Runs).Length);

    private static PlannedSchedule Hourlong(string id, string expression) => new(id, Some.Expression(expression), TimeZoneInfo.Utc, "m") { Usual = TimeSpan.FromHours(1) };

    private static List<ScheduleCollision> Naive(PlannedSchedule schedule, PlannedSchedule[] others)
    {
        var fires = schedule.Fires(From, From.AddYears(3)).Take(Runs).ToList();
        List<ScheduleCollision> found = [];
        if (schedule.Machine is null || fires.Count == 0)
        {
            return found;
        }

        foreach (var other in others.Where(o => o.Machine == schedule.Machine && o.Id != schedule.Id))
        {
            var all = other.Fires(fires[0].AddDays(-1), fires[^1].AddDays(1)).ToList();
            var pairs = fires.SelectMany(f => all.Select(g => (Kind: Kind(f, g), At: f, Other: g))).Where(m => m.Kind is not null).ToList();
            Add(other, [.. pairs.Where(m => m.Kind != CollisionKind.WithinWindow)], [.. pairs]);

            CollisionKind? Kind(DateTimeOffset f, DateTimeOffset g) => f.UtcTicks / TimeSpan.TicksPerMinute == g.UtcTicks / TimeSpan.TicksPerMinute ? CollisionKind.SameMinute
                : g < f && g + other.Usual > f ? CollisionKind.DuringOther
                : g > f && f + schedule.Usual > g ? CollisionKind.OtherDuring
                : schedule.Flexible + other.Flexible > TimeSpan.Zero && MayMeet(f, g) ? CollisionKind.WithinWindow : null;

            // One of them is as late as can be.
            bool MayMeet(DateTimeOffset f, DateTimeOffset g) => g < f
                ? g + other.Flexible + (other.Usual ?? TimeSpan.Zero) > f || g + other.Flexible >= Floor(f)
                : f + schedule.Flexible + (schedule.Usual ?? TimeSpan.Zero) > g || Floor(f) + schedule.Flexible + TimeSpan.FromMinutes(1) > g;
        }

        var close = fires.SelectMany((f, i) => fires.Skip(i + 1).Take(1).Select(g => (Kind: Close(f, g), At: f, Other: g))).Where(m => m.Kind is not null).ToList();
        Add(schedule, [.. close.Where(m => m.Kind == CollisionKind.Itself)], [.. close]);
        return [.. found.OrderBy(c => c.At).ThenBy(c => c.Kind).ThenBy(c => c.With.Id, StringComparer.Ordinal)];

        CollisionKind? Close(DateTimeOffset f, DateTimeOffset g) => f + schedule.Usual > g ? CollisionKind.Itself : f + schedule.Flexible + schedule.Usual > g ? CollisionKind.ItselfWithinWindow : null;

        // Of each run the worst meeting counts; what may happen only where nothing is certain.
        void Add(PlannedSchedule with, List<(CollisionKind? Kind, DateTimeOffset At, DateTimeOffset Other)> certain, List<(CollisionKind? Kind, DateTimeOffset At, DateTimeOffset Other)> all)
        {
            var met = (certain.Count > 0 ? certain : all).GroupBy(m => m.At).Select(g => g.OrderBy(m => m.Kind).ThenBy(m => m.Other).First()).OrderBy(m => m.At).ToList();
            if (met.Count > 0)
            {
                found.Add(new ScheduleCollision(met[0].Kind!.Value, with, met[0].At, met[0].Other, met.Count));
            }
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMinute));
}
