using Dashboard.Domain.Schedules;
using Xunit;
using static Dashboard.Domain.Schedules.ScheduleErrorKind;

namespace Dashboard.Tests.Schedules;

/// <summary>Our vectors for EventBridge Scheduler, forwards and backwards. Where its guide is silent, the row says what was chosen.</summary>
public sealed class ScheduleVectorTests
{
    private const string NewYear = "2025-12-31T23:59:59Z";

    [Theory]
    [InlineData("cron(15 10 ? * 6L 2026)", "2026-01-30 10:15, 2026-02-27 10:15, 2026-03-27 10:15, 2026-04-24 10:15, 2026-05-29 10:15, 2026-06-26 10:15, 2026-07-31 10:15, 2026-08-28 10:15, 2026-09-25 10:15, 2026-10-30 10:15, 2026-11-27 10:15, 2026-12-25 10:15")]
    [InlineData("cron(0 8 ? * 2#1 *)", "2026-01-05 08:00, 2026-02-02 08:00, 2026-03-02 08:00")]
    [InlineData("cron(0 8 ? * 3#2 *)", "2026-01-13 08:00, 2026-02-10 08:00, 2026-03-10 08:00")]

    // 2026-01-01 is a Thursday: the weekend is left out, and the Unix slip 1-5 takes the Sunday in place of the Friday.
    [InlineData("cron(0 9 ? * 2-6 *)", "2026-01-01 09:00, 2026-01-02 09:00, 2026-01-05 09:00, 2026-01-06 09:00, 2026-01-07 09:00, 2026-01-08 09:00, 2026-01-09 09:00, 2026-01-12 09:00")]
    [InlineData("cron(0 9 ? * MON-FRI *)", "2026-01-01 09:00, 2026-01-02 09:00, 2026-01-05 09:00, 2026-01-06 09:00, 2026-01-07 09:00, 2026-01-08 09:00, 2026-01-09 09:00, 2026-01-12 09:00")]
    [InlineData("cron(0 9 ? * 1-5 *)", "2026-01-01 09:00, 2026-01-04 09:00, 2026-01-05 09:00, 2026-01-06 09:00, 2026-01-07 09:00, 2026-01-08 09:00, 2026-01-11 09:00")]
    [InlineData("cron(0 6 15W * ? *)", "2026-01-15 06:00, 2026-02-16 06:00, 2026-03-16 06:00, 2026-04-15 06:00, 2026-05-15 06:00, 2026-06-15 06:00, 2026-07-15 06:00, 2026-08-14 06:00")]

    // The guide does not say what the nearest weekday of a first is that falls on a weekend. Chosen: Quartz's rule, it stays within the month.
    [InlineData("cron(0 6 1W * ? *)", "2026-01-01 06:00, 2026-02-02 06:00, 2026-03-02 06:00, 2026-04-01 06:00, 2026-05-01 06:00, 2026-06-01 06:00, 2026-07-01 06:00, 2026-08-03 06:00")]
    [InlineData("cron(0 6 L * ? 2027-2028)", "2027-01-31 06:00, 2027-02-28 06:00, 2027-03-31 06:00, 2027-04-30 06:00, 2027-05-31 06:00, 2027-06-30 06:00, 2027-07-31 06:00, 2027-08-31 06:00, 2027-09-30 06:00, 2027-10-31 06:00, 2027-11-30 06:00, 2027-12-31 06:00, 2028-01-31 06:00, 2028-02-29 06:00")]
    [InlineData("cron(1/10 * * * ? *)", "2026-01-01 00:01, 2026-01-01 00:11, 2026-01-01 00:21, 2026-01-01 00:31, 2026-01-01 00:41, 2026-01-01 00:51, 2026-01-01 01:01")]
    [InlineData("cron(0/15 8-17 ? * MON-FRI *)", "2026-01-01 08:00, 2026-01-01 08:15, 2026-01-01 08:30, 2026-01-01 08:45, 2026-01-01 09:00")]
    [InlineData("cron(0 0 31 * ? *)", "2026-01-31 00:00, 2026-03-31 00:00, 2026-05-31 00:00, 2026-07-31 00:00, 2026-08-31 00:00, 2026-10-31 00:00, 2026-12-31 00:00, 2027-01-31 00:00")]
    [InlineData("cron(0 0 29 2 ? *)", "2028-02-29 00:00, 2032-02-29 00:00, 2036-02-29 00:00")]
    public void Fires_on_these_days(string expression, string expected)
    {
        var count = expected.Split(", ").Length;
        Assert.Equal(expected, Some.Fires(expression, "UTC", NewYear, count));
        Assert.Equal(expected, Some.FiresBackwards(expression, "UTC", NewYear, count));
    }

    [Fact]
    public void Every_quarter_of_an_hour_from_eight_ends_at_a_quarter_to_six()
    {
        var day = Some.Expression("cron(0/15 8-17 ? * MON-FRI *)").NextFires(Some.Instant(NewYear), TimeZoneInfo.Utc, end: Some.Instant("2026-01-02")).ToList();
        Assert.Equal((40, Some.Instant("2026-01-01T17:45Z")), (day.Count, day[^1]));
    }

    // A skipped local time is skipped that day, a doubled one runs the first time. The guide's example of going back (2:59 to 2:00) is not what the
    // clocks of the United States do (1:59 to 1:00); its rule is. For hourly schedules the guide says nothing and AWS was not asked: the same rule.
    [Theory]
    [InlineData("cron(30 2 * * ? *)", "America/Los_Angeles", "2026-03-07T00:00Z", "2026-03-07T10:30Z", "2026-03-09T09:30Z")]
    [InlineData("cron(30 1 * * ? *)", "America/Los_Angeles", "2026-10-31T00:00Z", "2026-10-31T08:30Z", "2026-11-01T08:30Z", "2026-11-02T09:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-28T00:00Z", "2026-03-28T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T00:00Z", "2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("cron(30 1 * * ? *)", "Europe/London", "2026-03-28T00:00Z", "2026-03-28T01:30Z", "2026-03-30T00:30Z")]
    [InlineData("cron(30 1 * * ? *)", "Europe/London", "2026-10-24T00:00Z", "2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("cron(30 2 * * ? *)", "Asia/Tokyo", "2026-03-28T00:00Z", "2026-03-28T17:30Z", "2026-03-29T17:30Z", "2026-03-30T17:30Z")]
    [InlineData("cron(0 * * * ? *)", "America/Los_Angeles", "2026-03-08T08:30Z", "2026-03-08T09:00Z", "2026-03-08T10:00Z", "2026-03-08T11:00Z")]
    [InlineData("cron(30 * * * ? *)", "America/Los_Angeles", "2026-03-08T09:00Z", "2026-03-08T09:30Z", "2026-03-08T10:30Z", "2026-03-08T11:30Z")]
    [InlineData("cron(0 * * * ? *)", "America/Los_Angeles", "2026-11-01T07:30Z", "2026-11-01T08:00Z", "2026-11-01T10:00Z", "2026-11-01T11:00Z")]
    [InlineData("cron(0 * * * ? *)", "Europe/Berlin", "2026-10-24T23:30Z", "2026-10-25T00:00Z", "2026-10-25T02:00Z", "2026-10-25T03:00Z")]
    public void A_skipped_local_time_is_skipped_and_a_doubled_one_runs_once(string expression, string zone, string after, params string[] expected)
    {
        var instants = expected.Select(Some.Instant).ToList();
        Assert.Equal(instants, Some.Expression(expression).NextFires(Some.Instant(after), Some.Zone(zone)).Take(expected.Length));
        Assert.Equal(instants, Some.Expression(expression).PreviousFires(instants[^1].AddTicks(1), Some.Zone(zone)).TakeWhile(f => f > Some.Instant(after)).Reverse());
    }

    [Fact]
    public void A_rate_of_a_day_is_24_hours_and_its_local_time_moves_with_the_clocks()
    {
        Assert.Equal("2026-03-07 09:00, 2026-03-08 10:00", Some.Fires("rate(1 days)", "America/Los_Angeles", "2026-03-06T17:00Z", 2));
        Assert.Equal("2026-10-31 09:00, 2026-11-01 08:00", Some.Fires("rate(1 days)", "America/Los_Angeles", "2026-10-30T16:00Z", 2));
    }

    [Theory]
    [InlineData("cron(0 9 * * * *)", BothDayFields, "dayOfWeek", "*")]
    [InlineData("cron(0 9 15 * MON *)", BothDayFields, "dayOfWeek", "MON")]
    [InlineData("cron(0 9 ? * 3#1,6#3 *)", NthNotAlone, "dayOfWeek", "3#1")]
    [InlineData("cron(60 9 * * ? *)", OutOfRange, "minutes", "60")]
    [InlineData("rate(0 hours)", NotPositive, "value", "0")]

    // The guide calls the year optional, the model of AWS's API asks for six fields. Chosen: six, which are right for both.
    [InlineData("cron(0 9 * * ?)", FieldCount, null, "5")]
    public void Refused(string text, ScheduleErrorKind kind, string? field, string? value)
    {
        var error = Some.Error(text);
        Assert.Equal((kind, field, value), (error.Kind, error.Field, error.Value));
    }
}
