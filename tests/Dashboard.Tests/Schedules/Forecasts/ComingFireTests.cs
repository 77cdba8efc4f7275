using System.Globalization;
using CsCheck;
using Dashboard.Domain.Schedules.Forecasts;
using Xunit;

namespace Dashboard.Tests.Schedules.Forecasts;

public sealed class ComingFireTests
{
    [Theory]
    [InlineData("cron(30 2 * * ? *)", "America/New_York", "2026-03-06T12:00Z", "03-07 02:30 +19.5h, 03-09 02:30 +47h clock+1 skips 03-08 02:30, 03-10 02:30 +24h")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28T12:00Z", "03-30 02:30 +36.5h clock+1 skips 03-29 02:30, 03-31 02:30 +24h, 04-01 02:30 +24h")]
    [InlineData("cron(0,30 2 * * ? *)", "Europe/Berlin", "2026-03-28T12:00Z", "03-30 02:00 +36h clock+1 skips 03-29 02:00 03-29 02:30, 03-30 02:30 +0.5h, 03-31 02:00 +23.5h")]
    [InlineData("cron(30 1 * * ? *)", "America/New_York", "2026-10-31T12:00Z", "11-01 01:30 +17.5h twice, 11-02 01:30 +25h clock-1, 11-03 01:30 +24h")]
    [InlineData("cron(0/30 2-3 29 * ? *)", "Europe/Berlin", "2026-03-28T12:00Z", "03-29 03:00 +13h clock+1 skips 03-29 02:00 03-29 02:30, 03-29 03:30 +0.5h, 04-29 02:00 +742.5h")]
    [InlineData("cron(0 3 * * ? *)", "Europe/Berlin", "2026-03-28T12:00Z", "03-29 03:00 +13h clock+1, 03-30 03:00 +24h, 03-31 03:00 +24h")]
    [InlineData("cron(30 2 * * ? *)", "Asia/Tokyo", "2026-03-28T12:00Z", "03-29 02:30 +5.5h, 03-30 02:30 +24h, 03-31 02:30 +24h")]
    [InlineData("rate(1 day)", "Europe/Berlin", "2026-03-28T01:30Z", "03-28 02:30 +0h, 03-29 03:30 +24h clock+1, 03-30 03:30 +24h")]
    [InlineData("rate(1 hour)", "Europe/Berlin", "2026-10-24T23:30Z", "10-25 01:30 +0h, 10-25 02:30 +1h, 10-25 02:30 +1h clock-1")]
    [InlineData("at(2026-10-25T02:30:00)", "Europe/Berlin", "2026-10-24T12:30Z", "10-25 02:30 +12h twice")]
    [InlineData("at(2026-03-29T02:30:00)", "Europe/Berlin", "2026-03-28T12:00Z", "")]
    public void Each_says_how_long_after_the_one_before_it_comes_and_what_the_clocks_did(string expression, string zone, string now, string expected)
    {
        var start = expression[0] == 'r' ? Some.Instant(now).AddTicks(1) : (DateTimeOffset?)null;
        Assert.Equal(expected, string.Join(", ", ComingFire.Next(Some.Expression(expression), Some.Zone(zone), start, null, Some.Instant(now), 3).Select(Text)));
    }

    [Theory]
    [InlineData("2026-03-29T01:31Z", null, 0)]
    [InlineData("2026-03-29T01:30Z", null, 1)]
    [InlineData(null, "2026-03-29T01:30Z", 0)]
    public void A_time_that_its_dates_leave_out_anyway_is_not_called_skipped(string? start, string? end, int skipped) =>
        Assert.Equal(skipped, ComingFire.Next(Some.Expression("cron(30 2 * * ? *)"), Some.Zone("Europe/Berlin"), Instant(start), Instant(end), Some.Instant("2026-03-27T12:00Z"), 3).Sum(f => f.Skipped.Length));

    [Fact]
    public void The_fires_and_the_skipped_times_are_those_of_a_clock_without_daylight_saving() => NaiveCron.Any.Sample(
        cron =>
        {
            var (zone, now) = (Some.Zone("America/New_York"), Some.Instant("2026-03-07T20:13Z"));
            var expression = Some.Expression(cron.Text);
            var coming = ComingFire.Next(expression, zone, null, null, now, 40);
            Assert.Equal(expression.NextFires(now, zone).Take(40), coming.Select(f => f.At));
            Assert.Equal(coming.Select(f => f.At - now), coming.Select((_, i) => coming.Take(i + 1).Aggregate(TimeSpan.Zero, (sum, f) => sum + f.Since)));

            // The clocks went from 02:00 to 03:00 on the 8th.
            var lost = Enumerable.Range(0, 60).Select(m => new DateTime(2026, 3, 8, 2, m, 0)).Where(cron.Fits).ToList();
            var reached = coming.Length > 0 && coming[^1].At >= Some.Instant("2026-03-08T07:00Z");
            Assert.Equal(reached ? lost : [], coming.SelectMany(f => f.Skipped).Where(l => l < new DateTime(2026, 3, 9)));
        },
        iter: 300);

    private static DateTimeOffset? Instant(string? text) => text is null ? null : Some.Instant(text);

    private static string Text(ComingFire fire) => string.Create(CultureInfo.InvariantCulture, $"{fire.At:MM-dd HH:mm} +{Math.Round(fire.Since.TotalHours, 2)}h")
        + (fire.ClockChange == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $" clock{fire.ClockChange.TotalHours:+0;-0}"))
        + (fire.Skipped.IsEmpty ? "" : " skips " + string.Join(' ', fire.Skipped.Select(s => s.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture))))
        + (fire.IsDoubled ? " twice" : "");
}
