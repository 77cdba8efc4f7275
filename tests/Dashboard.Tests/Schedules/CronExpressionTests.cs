using Dashboard.Domain.Schedules;
using Xunit;

namespace Dashboard.Tests.Schedules;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("cron(15 10 ? * 6L 2026)", "2026-01-30 10:15, 2026-02-27 10:15, 2026-03-27 10:15")]
    [InlineData("cron(0 8 ? * 2#1 *)", "2026-01-05 08:00, 2026-02-02 08:00, 2026-03-02 08:00")]
    [InlineData("cron(0 8 ? * 3#2 *)", "2026-01-13 08:00, 2026-02-10 08:00, 2026-03-10 08:00")]
    [InlineData("cron(0 8 ? * TUE#2 *)", "2026-01-13 08:00, 2026-02-10 08:00, 2026-03-10 08:00")]
    [InlineData("cron(0 9 ? * 2-6 *)", "2026-01-01 09:00, 2026-01-02 09:00, 2026-01-05 09:00")]
    [InlineData("cron(0 9 ? * MON-FRI *)", "2026-01-01 09:00, 2026-01-02 09:00, 2026-01-05 09:00")]
    [InlineData("cron(0 9 ? * 1-5 *)", "2026-01-01 09:00, 2026-01-04 09:00, 2026-01-05 09:00")]
    [InlineData("cron(0 9 ? * L *)", "2026-01-03 09:00, 2026-01-10 09:00, 2026-01-17 09:00")]
    [InlineData("cron(0 6 15W 2,3,8 ? *)", "2026-02-16 06:00, 2026-03-16 06:00, 2026-08-14 06:00")]
    [InlineData("cron(0 6 1W 2,8 ? *)", "2026-02-02 06:00, 2026-08-03 06:00, 2027-02-01 06:00")]
    [InlineData("cron(0 6 31W 1,5 ? *)", "2026-01-30 06:00, 2026-05-29 06:00, 2027-01-29 06:00")]
    [InlineData("cron(0 6 L * ? *)", "2026-01-31 06:00, 2026-02-28 06:00, 2026-03-31 06:00")]
    [InlineData("cron(0 6 L 2 ? *)", "2026-02-28 06:00, 2027-02-28 06:00, 2028-02-29 06:00")]
    [InlineData("cron(40/10 23 1 1 ? *)", "2026-01-01 23:40, 2026-01-01 23:50, 2027-01-01 23:40")]
    [InlineData("cron(0/15 8-17 ? * MON-FRI *)", "2026-01-01 08:00, 2026-01-01 08:15, 2026-01-01 08:30")]
    [InlineData("cron(0 0 31 * ? *)", "2026-01-31 00:00, 2026-03-31 00:00, 2026-05-31 00:00")]
    [InlineData("cron(0 0 29 2 ? *)", "2028-02-29 00:00, 2032-02-29 00:00, 2036-02-29 00:00")]
    [InlineData("cron(0 0 ? FEB 2#5 *)", "2044-02-29 00:00, 2072-02-29 00:00, 2112-02-29 00:00")]
    [InlineData("cron(0 0 31 2 ? *)", "")]
    [InlineData("cron(0 0 1 1 ? 2025)", "")]
    [InlineData("cron(0 0 1 1 ? 2027/2)", "2027-01-01 00:00, 2029-01-01 00:00, 2031-01-01 00:00")]
    public void Fires_at(string expression, string expected) =>
        Assert.Equal(expected, Some.Fires(expression, "UTC", "2025-12-31T23:59:59Z", 3));

    [Fact]
    public void One_to_an_end_by_ten_starts_at_one() =>
        Assert.Equal([1, 11, 21, 31, 41, 51, 1], Some.Expression("cron(1/10 * * * ? *)").NextFires(Some.Instant("2026-01-01T00:00Z"), TimeZoneInfo.Utc).Take(7).Select(f => f.Minute));

    [Theory]
    [InlineData("cron(30 2 * * ? *)", "America/Los_Angeles", "2026-03-07T00:00Z", "2026-03-07T10:30Z", "2026-03-09T09:30Z")]
    [InlineData("cron(30 1 * * ? *)", "America/Los_Angeles", "2026-11-01T00:00Z", "2026-11-01T08:30Z", "2026-11-02T09:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28T00:00Z", "2026-03-28T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("cron(30 1 * * ? *)", "Europe/London", "2026-03-28T00:00Z", "2026-03-28T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("cron(30 1 * * ? *)", "Europe/London", "2026-10-24T12:00Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Asia/Tokyo", "2026-03-28T00:00Z", "2026-03-28T17:30Z", "2026-03-29T17:30Z")]
    [InlineData("cron(0 * * * ? *)", "America/Los_Angeles", "2026-11-01T08:00Z", "2026-11-01T10:00Z", "2026-11-01T11:00Z")]
    [InlineData("cron(0 * * * ? *)", "America/Los_Angeles", "2026-03-08T09:00Z", "2026-03-08T10:00Z", "2026-03-08T11:00Z")]
    [InlineData("cron(0 12 30 12 ? 2011)", "Pacific/Apia", "2011-01-01T00:00Z")]
    public void A_skipped_local_time_is_skipped_and_a_doubled_one_runs_once(string expression, string zone, string after, params string[] expected) =>
        Assert.Equal(expected.Select(Some.Instant), Some.Expression(expression).NextFires(Some.Instant(after), Some.Zone(zone)).Take(2));

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
