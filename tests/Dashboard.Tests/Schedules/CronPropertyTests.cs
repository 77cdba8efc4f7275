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

    // The same few hours told forwards, backwards and by the naive clock.
    [Fact]
    public void A_hundred_thousand_times_the_fires_forwards_and_backwards_are_those_of_a_watched_clock() =>
        Gen.Select(NaiveCron.Any, Gen.OneOf(NearAClockChange, Anywhere)).Sample(
            (cron, when) =>
            {
                var (zone, expression) = (Some.Zone(when.Zone), Some.Expression(cron.Text));
                var end = when.After + TimeSpan.FromHours(2);
                var expected = cron.Fires(when.After, zone, TimeSpan.FromHours(2)).ToList();
                Assert.Equal(expected, expression.NextFires(when.After, zone).TakeWhile(f => f <= end));
                Assert.Equal(expected, expression.PreviousFires(end.AddTicks(1), zone).TakeWhile(f => f > when.After).Reverse());
            },
            iter: 100_000);

    [Fact]
    public void The_fire_before_the_next_fire_but_one_is_the_next_fire() =>
        Gen.Select(NaiveCron.Any, Gen.OneOf(NearAClockChange, Anywhere)).Sample(
            (cron, when) =>
            {
                var (zone, expression) = (Some.Zone(when.Zone), Some.Expression(cron.Text));
                var next = expression.NextFires(when.After, zone).Take(5).ToList();
                if (next.Count > 0)
                {
                    Assert.Equal(next, expression.PreviousFires(next[^1].AddTicks(1), zone).Take(next.Count).Reverse());
                    Assert.Equal(next, expression.PreviousFires(next[^1].AddDays(1), zone, next[0], next[^1].AddTicks(1)).Reverse());
                }
            },
            iter: 20_000);

    [Fact]
    public void Any_text_is_an_expression_or_an_error() =>
        Gen.Char["cronateys()0123456789 *?/-,LW#MF:T"].Array[0, 40].Sample(
            text => Assert.True(ScheduleExpression.TryParse($"cron({new string(text)})", out var expression, out var error) ? expression is not null : error.Message.Length > 0),
            iter: 20000);
}
