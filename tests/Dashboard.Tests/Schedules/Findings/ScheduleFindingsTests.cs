using System.Globalization;
using Dashboard.Domain.Schedules.Findings;
using Xunit;

namespace Dashboard.Tests.Schedules.Findings;

public sealed class ScheduleFindingsTests
{
    private static readonly DateTimeOffset Now = Some.Instant("2026-01-10");

    [Theory]
    [InlineData("0 10 * * 1-5", ScheduleFindingKind.UnixCron, "cron(0 10 ? * MON-FRI *)")]
    [InlineData(" 0  10 * * * ", ScheduleFindingKind.UnixCron, "cron(0 10 * * ? *)")]
    [InlineData("*/5 * 1 * *", ScheduleFindingKind.UnixCron, "cron(*/5 * 1 * ? *)")]
    [InlineData("cron(0 10 * * 0)", ScheduleFindingKind.UnixCron, "cron(0 10 ? * SUN *)")]
    [InlineData("0 10 * * 5-7", ScheduleFindingKind.UnixCron, "cron(0 10 ? * SUN,FRI-SAT *)")]
    [InlineData("0 10 * * mon,3", ScheduleFindingKind.UnixCron, "cron(0 10 ? * MON,WED *)")]
    [InlineData("cron(0 10 ? * 2-6)", ScheduleFindingKind.UnixCron, "cron(0 10 ? * 2-6 *)")]
    [InlineData("0 10 1 * 1", ScheduleFindingKind.UnixCron, null)]
    [InlineData("0 10 * * */2", ScheduleFindingKind.UnixCron, null)]
    [InlineData("0 25 * * 1-5", ScheduleFindingKind.UnixCron, null)]
    [InlineData("cron(0 10 ? * 0,6 2026)", ScheduleFindingKind.ZeroAsSunday, "cron(0 10 ? * SUN,SAT 2026)")]
    [InlineData("0 10 ? * MON-FRI *", ScheduleFindingKind.NoFunction, "cron(0 10 ? * MON-FRI *)")]
    [InlineData("5 minutes", ScheduleFindingKind.NoFunction, "rate(5 minutes)")]
    [InlineData("2026-12-31T23:00:00", ScheduleFindingKind.NoFunction, "at(2026-12-31T23:00:00)")]
    [InlineData("cron(0 10 ? * 1-5 *)", ScheduleFindingKind.SundayToThursday, "cron(0 10 ? * MON-FRI *)")]
    [InlineData("cron(0 10 ? * 7 *)", ScheduleFindingKind.SevenIsSaturday, "cron(0 10 ? * SUN *)")]
    [InlineData("cron(0 10 ? * 6-7 *)", ScheduleFindingKind.SevenIsSaturday, "cron(0 10 ? * SUN,SAT *)")]
    public void A_slip_from_Unix_is_named_and_corrected_where_that_is_safe(string text, ScheduleFindingKind kind, string? corrected) =>
        Assert.Equal([new ScheduleFinding(kind, corrected)], Of(text, "Asia/Tokyo"));

    [Theory]
    [InlineData("")]
    [InlineData("cron(0 25 * * ? *)")]
    [InlineData("rate(0 minutes)")]
    [InlineData("tomorrow")]
    [InlineData("cron(0 10 ? * MON-FRI *)")]
    [InlineData("cron(0 10 ? * 7L *)")]
    [InlineData("cron(0 10 ? * 1-7 *)")]
    [InlineData("cron(0 2 7 * ? *)")]
    [InlineData("rate(1 hour)")]
    public void Nothing_is_said_where_nothing_was_slipped(string text) => Assert.Empty(Of(text, "Asia/Tokyo"));

    [Theory]
    [InlineData("cron(30 2 * * ? *)", "America/Los_Angeles", "Skipped 2026-03-08 02:30")]
    [InlineData("cron(30 1 * * ? *)", "America/Los_Angeles", "Doubled 2026-11-01 01:30")]
    [InlineData("cron(0/20 * * * ? *)", "America/Los_Angeles", "Skipped 2026-03-08 02:00, Doubled 2026-11-01 01:00")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "Skipped 2026-03-29 02:30, Doubled 2026-10-25 02:30")]
    [InlineData("cron(0 3 * * ? *)", "Europe/Berlin", "")]
    [InlineData("cron(30 2 ? * MON-FRI *)", "Europe/Berlin", "")]
    [InlineData("rate(10 minutes)", "Europe/Berlin", "")]
    [InlineData("at(2026-03-29T02:30:00)", "Europe/Berlin", "NeverAgain ")]
    [InlineData("at(2026-10-25T02:30:00)", "Europe/Berlin", "Doubled 2026-10-25 02:30")]
    [InlineData("cron(45 1 * * ? *)", "Australia/Lord_Howe", "Doubled 2026-04-05 01:45")]
    public void Changes_of_the_clocks_within_400_days_are_told_with_date_and_time(string text, string zone, string expected) =>
        Assert.Equal(expected, string.Join(", ", Of(text, zone).Select(f => $"{f.Kind} {f.Local?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}")));

    [Fact]
    public void A_change_beyond_the_start_or_the_end_or_400_days_is_not_told()
    {
        const string Text = "cron(30 2 * * ? *)";
        Assert.Equal([new DateTime(2026, 10, 25, 2, 30, 0)], Of(Text, "Europe/Berlin", start: Some.Instant("2026-04-01")).Select(f => f.Local));
        Assert.Equal([new DateTime(2026, 3, 29, 2, 30, 0)], Of(Text, "Europe/Berlin", end: Some.Instant("2026-05-01")).Select(f => f.Local));
        Assert.Equal(2, ScheduleFindings.Of(Text, Some.Zone("Europe/Berlin"), true, null, null, Some.Instant("2026-03-29T12:00Z")).Count);
    }

    [Fact]
    public void A_schedule_that_is_on_and_over_is_told()
    {
        Assert.Equal([ScheduleFindingKind.EndIsOver], Of("cron(0 10 * * ? *)", "Asia/Tokyo", end: Now).Select(f => f.Kind));
        Assert.Equal([ScheduleFindingKind.NeverAgain], Of("cron(0 10 * * ? 2025)", "Asia/Tokyo").Select(f => f.Kind));
        Assert.Equal([ScheduleFindingKind.NeverAgain], Of("cron(0 10 30 2 ? *)", "Asia/Tokyo").Select(f => f.Kind));
        Assert.Empty(ScheduleFindings.Of("cron(0 10 * * ? 2025)", Some.Zone("Asia/Tokyo"), false, null, Now, Now));
    }

    [Fact]
    public void The_worst_comes_first_and_without_a_zone_only_the_text_is_looked_at()
    {
        Assert.Equal([ScheduleFindingKind.EndIsOver, ScheduleFindingKind.SundayToThursday], Of("cron(0 10 ? * 1-5 *)", "Asia/Tokyo", end: Now).Select(f => f.Kind));
        Assert.Equal([ScheduleFindingKind.SundayToThursday], ScheduleFindings.Of("cron(0 10 ? * 1-5 *)", null, true, null, Now, Now).Select(f => f.Kind));
    }

    private static IReadOnlyList<ScheduleFinding> Of(string text, string zone, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        ScheduleFindings.Of(text, Some.Zone(zone), true, start, end, Now);
}
