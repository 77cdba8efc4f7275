using Dashboard.Domain.Schedules;
using Xunit;

namespace Dashboard.Tests.Schedules;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("cron(0 8 ? * TUE#2 *)", "2026-01-13 08:00, 2026-02-10 08:00, 2026-03-10 08:00")]
    [InlineData("cron(0 9 ? * L *)", "2026-01-03 09:00, 2026-01-10 09:00, 2026-01-17 09:00")]
    [InlineData("cron(0 6 31W 1,5 ? *)", "2026-01-30 06:00, 2026-05-29 06:00, 2027-01-29 06:00")]
    [InlineData("cron(40/10 23 1 1 ? *)", "2026-01-01 23:40, 2026-01-01 23:50, 2027-01-01 23:40")]
    [InlineData("cron(0 0 1 1 ? 2025)", "")]
    [InlineData("cron(0 0 1 1 ? 2027/2)", "2027-01-01 00:00, 2029-01-01 00:00, 2031-01-01 00:00")]
    public void Fires_at(string expression, string expected) =>
        Assert.Equal(expected, Some.Fires(expression, "UTC", "2025-12-31T23:59:59Z", 3));

    // The whole 30th of December 2011 was skipped there.
    [Fact]
    public void A_day_that_a_zone_skips_is_skipped() =>
        Assert.Empty(Some.Expression("cron(0 12 30 12 ? 2011)").NextFires(Some.Instant("2011-01-01T00:00Z"), Some.Zone("Pacific/Apia")));

    [Fact]
    public void A_fire_shows_the_zones_offset() =>
        Assert.Equal(TimeSpan.FromHours(9), Some.Expression("cron(0 10 * * ? *)").NextFires(Some.Instant("2026-01-01"), Some.Zone("Asia/Tokyo")).First().Offset);

    [Fact]
    public void Nothing_fires_before_the_start_nor_from_the_end_on()
    {
        var fires = Some.Expression("cron(0 0 * * ? *)").NextFires(Some.Instant("2020-01-01"), TimeZoneInfo.Utc, Some.Instant("2026-01-05"), Some.Instant("2026-01-08"));
        Assert.Equal([5, 6, 7], fires.Select(f => f.Day));
    }

    [Fact]
    public void Fires_are_after_the_moment_never_at_it() =>
        Assert.Equal(Some.Instant("2026-01-02"), Some.Expression("cron(0 0 * * ? *)").NextFires(Some.Instant("2026-01-01"), TimeZoneInfo.Utc).First());

    [Theory]
    [InlineData("cron(* * * * ? *)")]
    [InlineData("cron(* 2 ? 3 1#2 *)")]
    public void The_limits_of_time_are_no_trap(string expression)
    {
        var cron = Some.Expression(expression);
        Assert.Empty(cron.NextFires(DateTimeOffset.MaxValue, Some.Zone("America/Los_Angeles")));
        Assert.All(cron.NextFires(DateTimeOffset.MinValue, Some.Zone("America/Los_Angeles")).Take(3), fire => Assert.True(fire.Year >= 1969));
    }
}
