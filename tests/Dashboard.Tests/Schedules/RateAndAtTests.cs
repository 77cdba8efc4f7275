using Dashboard.Domain.Schedules;
using Xunit;

namespace Dashboard.Tests.Schedules;

public sealed class RateAndAtTests
{
    [Theory]
    [InlineData("rate(1 day)", "2026-03-08 00:00, 2026-03-09 01:00")]
    [InlineData("rate(12 hours)", "2026-03-07 12:00, 2026-03-08 00:00")]
    [InlineData("rate(90 minutes)", "2026-03-07 01:30, 2026-03-07 03:00")]
    public void A_rate_keeps_its_distance_through_daylight_saving(string expression, string expected) =>
        Assert.Equal(expected, Some.Fires(expression, "America/Los_Angeles", "2026-03-07T08:00Z", 2));

    [Fact]
    public void A_rate_counts_from_its_start()
    {
        var rate = Some.Expression("rate(3 hours)");
        var start = Some.Instant("2026-01-01T01:00Z");
        Assert.Equal(start, rate.NextFires(Some.Instant("2025-12-01"), TimeZoneInfo.Utc, start).First());
        Assert.Equal(Some.Instant("2026-01-01T04:00Z"), rate.NextFires(start, TimeZoneInfo.Utc, start).First());
        Assert.Equal(Some.Instant("2026-01-05T10:00Z"), rate.NextFires(Some.Instant("2026-01-05T09:00Z"), TimeZoneInfo.Utc, start).First());
    }

    [Fact]
    public void A_rate_stops_before_its_end()
    {
        var after = Some.Instant("2026-01-01");
        Assert.Equal(2, Some.Expression("rate(1 hour)").NextFires(after, TimeZoneInfo.Utc, after, after.AddHours(3)).Count());
    }

    [Fact]
    public void The_slowest_rate_does_not_overflow() =>
        Assert.Empty(Some.Expression("rate(2147483647 days)").NextFires(Some.Instant("2026-01-01"), TimeZoneInfo.Utc));

    [Fact]
    public void At_fires_once_whatever_the_start_and_end_say()
    {
        var at = Some.Expression("at(2026-11-20T13:00:30)");
        var expected = Some.Instant("2026-11-20T04:00:30Z");
        Assert.Equal([expected], at.NextFires(Some.Instant("2026-01-01"), Some.Zone("Asia/Tokyo"), Some.Instant("2027-01-01"), Some.Instant("2026-02-01")));
        Assert.Empty(at.NextFires(expected, Some.Zone("Asia/Tokyo")));
    }

    [Fact]
    public void At_a_skipped_time_does_not_fire() =>
        Assert.Empty(Some.Expression("at(2026-03-08T02:30:00)").NextFires(Some.Instant("2026-01-01"), Some.Zone("America/Los_Angeles")));

    [Fact]
    public void At_a_doubled_time_fires_the_first_time() =>
        Assert.Equal(Some.Instant("2026-11-01T08:30Z"), Some.Expression("at(2026-11-01T01:30:00)").NextFires(Some.Instant("2026-01-01"), Some.Zone("America/Los_Angeles")).Single());

    [Fact]
    public void A_rate_is_told_backwards_from_its_start()
    {
        var (rate, start) = (Some.Expression("rate(3 hours)"), Some.Instant("2026-01-01T01:00Z"));
        Assert.Equal([start.AddHours(6), start.AddHours(3), start], rate.PreviousFires(start.AddHours(9), TimeZoneInfo.Utc, start));
        Assert.Equal([start.AddHours(3), start], rate.PreviousFires(start.AddHours(9), TimeZoneInfo.Utc, start, start.AddHours(6)));
        Assert.Empty(rate.PreviousFires(start, TimeZoneInfo.Utc, start));
        Assert.Equal(start.AddHours(-3), rate.PreviousFires(start, TimeZoneInfo.Utc).First());
    }

    [Fact]
    public void At_has_fired_only_when_its_moment_is_past()
    {
        var (at, fire) = (Some.Expression("at(2026-11-20T13:00:30)"), Some.Instant("2026-11-20T04:00:30Z"));
        Assert.Empty(at.PreviousFires(fire, Some.Zone("Asia/Tokyo")));
        Assert.Equal([fire], at.PreviousFires(fire.AddTicks(1), Some.Zone("Asia/Tokyo")));
    }

    [Fact]
    public void An_expression_keeps_its_text() => Assert.Equal("rate(5 minutes)", Some.Expression("rate(5 minutes)").ToString());
}
