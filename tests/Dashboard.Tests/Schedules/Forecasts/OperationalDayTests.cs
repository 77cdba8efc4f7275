using CsCheck;
using Dashboard.Domain.Schedules.Forecasts;
using Xunit;

namespace Dashboard.Tests.Schedules.Forecasts;

public sealed class OperationalDayTests
{
    private static readonly Gen<(OperationalDay Day, DateTimeOffset At)> Any =
        from change in Gen.OneOfConst(
            ("Asia/Tokyo", "2026-11-23"), ("UTC", "2026-03-01"), ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("America/Santiago", "2026-04-05"),
            ("America/Santiago", "2026-09-06"), ("Australia/Lord_Howe", "2026-04-04"), ("America/Sao_Paulo", "2018-11-04"), ("Africa/Casablanca", "2026-02-15"), ("Pacific/Apia", "2011-12-30"))
        from start in Gen.Int[0, 1439]
        from minutes in Gen.Int[-2880, 2880]
        select (new OperationalDay(Some.Zone(change.Item1), new TimeOnly(0, 0).AddMinutes(start)), Some.Instant(change.Item2).AddMinutes(minutes));

    [Theory]
    [InlineData("06:00", "2026-11-24T16:30Z", "2026-11-24", "25:30")]
    [InlineData("06:00", "2026-11-24T20:59Z", "2026-11-24", "29:59")]
    [InlineData("06:00", "2026-11-24T21:00Z", "2026-11-25", "06:00")]
    [InlineData("00:00", "2026-11-24T16:30Z", "2026-11-25", "01:30")]
    [InlineData("23:59", "2026-11-24T14:58Z", "2026-11-23", "47:58")]
    public void The_hours_after_midnight_belong_to_the_day_that_began_in_the_evening_before(string start, string at, string day, string time)
    {
        var days = new OperationalDay(Some.Zone("Asia/Tokyo"), TimeOnly.Parse(start, null));
        Assert.Equal((DateOnly.Parse(day, null), time), (days.DateOf(Some.Instant(at)), days.Time(Some.Instant(at))));
    }

    [Fact]
    public void On_a_day_when_the_clocks_change_the_hours_are_those_of_the_clock_on_the_wall()
    {
        var berlin = new OperationalDay(Some.Zone("Europe/Berlin"), new TimeOnly(6, 0));
        Assert.Equal(["25:59", "27:00"], new[] { "2026-03-29T00:59Z", "2026-03-29T01:00Z" }.Select(t => berlin.Time(Some.Instant(t))));
        Assert.Equal(["26:30", "26:30", "27:00"], new[] { "2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:00Z" }.Select(t => berlin.Time(Some.Instant(t))));
        Assert.Equal(TimeSpan.FromHours(23), berlin.Begin(new DateOnly(2026, 3, 29)) - berlin.Begin(new DateOnly(2026, 3, 28)));
    }

    [Fact]
    public void Every_instant_lies_between_the_beginning_of_its_day_and_that_of_the_next() => Any.Sample(
        x =>
        {
            var day = x.Day.DateOf(x.At);
            Assert.InRange(x.At, x.Day.Begin(day), x.Day.Begin(day.AddDays(1)).AddTicks(-1));
        },
        iter: 20000);

    [Fact]
    public void Date_and_hours_together_are_the_wall_clock_time() => Any.Sample(
        x =>
        {
            var local = TimeZoneInfo.ConvertTime(x.At, x.Day.Zone).DateTime;
            var (day, parts) = (x.Day.DateOf(x.At), x.Day.Time(x.At).Split(':').Select(int.Parse).ToList());
            Assert.InRange(parts[0], 0, 47);
            var said = day.ToDateTime(TimeOnly.MinValue).AddHours(parts[0]).AddMinutes(parts[1]);

            // Only where the clocks go back over midnight the day is ahead of the wall.
            Assert.Equal(day > DateOnly.FromDateTime(local) ? local.AddDays(1) : local, said);
        },
        iter: 20000);

    [Fact]
    public void A_day_begins_when_the_clock_on_the_wall_reaches_its_time_or_jumps_over_it() => Any.Sample(
        x =>
        {
            var day = x.Day.DateOf(x.At);
            var begin = TimeZoneInfo.ConvertTime(x.Day.Begin(day), x.Day.Zone);
            Assert.True(begin.DateTime >= day.ToDateTime(x.Day.Start));
            Assert.True(TimeZoneInfo.ConvertTime(begin.AddMinutes(-1), x.Day.Zone).DateTime < day.ToDateTime(x.Day.Start));
        },
        iter: 5000);
}
