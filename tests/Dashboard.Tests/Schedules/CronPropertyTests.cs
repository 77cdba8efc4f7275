using CsCheck;
using Dashboard.Domain.Schedules;
using Xunit;

namespace Dashboard.Tests.Schedules;

public sealed class CronPropertyTests
{
    private static readonly Gen<(string Zone, DateTimeOffset After)> NearAClockChange =
        from change in Gen.OneOfConst(
            ("America/Los_Angeles", "2026-03-08"), ("America/Los_Angeles", "2026-11-01"), ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"),
            ("Europe/Dublin", "2026-10-25"), ("Australia/Lord_Howe", "2026-04-04"), ("Australia/Lord_Howe", "2026-10-03"), ("America/Santiago", "2026-04-05"),
            ("America/Santiago", "2026-09-06"), ("Africa/Casablanca", "2026-02-15"), ("Africa/Casablanca", "2026-03-22"), ("Pacific/Apia", "2011-12-30"),
            ("America/Sao_Paulo", "2018-11-04"), ("Asia/Tehran", "2022-03-21"), ("Africa/Monrovia", "1972-01-07"), ("Europe/London", "2150-03-29"))
        from minutes in Gen.Int[0, 2160]
        select (change.Item1, Some.Instant(change.Item2).AddMinutes(minutes - 2000));

    private static readonly Gen<(string Zone, DateTimeOffset After)> Anywhere =
        from zone in Gen.OneOfConst("UTC", "Asia/Tokyo", "America/New_York", "Europe/Paris", "Asia/Kolkata", "Pacific/Auckland", "Asia/Gaza", "Africa/Cairo")
        from seconds in Gen.Long[0, 7_000_000_000]
        select (zone, DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    [Fact]
    public void The_next_fires_are_those_of_a_clock_watched_minute_by_minute() =>
        Gen.Select(NaiveCron.Any, Gen.OneOf(NearAClockChange, Anywhere)).Sample(
            (cron, when) =>
            {
                var (zone, window) = (Some.Zone(when.Zone), TimeSpan.FromDays(2));
                var expected = cron.Fires(when.After, zone, window);
                var fires = Some.Expression(cron.Text).NextFires(when.After, zone).TakeWhile(f => f <= when.After + window);
                Assert.Equal(expected, fires);
            },
            iter: 3000);

    [Fact]
    public void Any_text_is_an_expression_or_an_error() =>
        Gen.Char["cronateys()0123456789 *?/-,LW#MF:T"].Array[0, 40].Sample(
            text => Assert.True(ScheduleExpression.TryParse($"cron({new string(text)})", out var expression, out var error) ? expression is not null : error.Message.Length > 0),
            iter: 20000);
}
