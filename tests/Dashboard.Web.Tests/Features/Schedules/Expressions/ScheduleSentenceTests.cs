using System.Globalization;
using CsCheck;
using Dashboard.Domain.Schedules;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Expressions;
using Dashboard.Tests.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules.Expressions;

public sealed class ScheduleSentenceTests : IDisposable
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    private readonly ServiceProvider _services = new ServiceCollection().AddLocalization().AddLogging().BuildServiceProvider();

    [Theory]
    [InlineData("cron(0 10 ? * MON-FRI *)", "At 10:00 on weekdays (Asia/Tokyo)", "平日の10:00 (Asia/Tokyo)")]
    [InlineData("cron(0 10 * * ? *)", "At 10:00 every day (Asia/Tokyo)", "毎日10:00 (Asia/Tokyo)")]
    [InlineData("cron(0 10 ? * * *)", "At 10:00 every day (Asia/Tokyo)", "毎日10:00 (Asia/Tokyo)")]
    [InlineData("cron(30 6 ? * SAT,SUN *)", "At 06:30 on weekends (Asia/Tokyo)", "土日の06:30 (Asia/Tokyo)")]
    [InlineData("cron(0 9 ? * SUN,MON,4 *)", "At 09:00 on Mondays, Wednesdays and Sundays (Asia/Tokyo)", "月曜日、水曜日、日曜日の09:00 (Asia/Tokyo)")]
    [InlineData("cron(0 8 ? * 3#2 *)", "At 08:00 on the second Tuesday of every month (Asia/Tokyo)", "毎月第2火曜日の08:00 (Asia/Tokyo)")]
    [InlineData("cron(0 22 L * ? *)", "At 22:00 on the last day of every month (Asia/Tokyo)", "毎月末日の22:00 (Asia/Tokyo)")]
    [InlineData("cron(0 6 15W * ? *)", "At 06:00 on the weekday nearest the 15th of every month (Asia/Tokyo)", "毎月15日に最も近い平日の06:00 (Asia/Tokyo)")]
    [InlineData("cron(0 6 1W * ? *)", "At 06:00 on the first weekday of every month (Asia/Tokyo)", "毎月最初の平日の06:00 (Asia/Tokyo)")]
    [InlineData("cron(15 10 ? * 6L 2026)", "At 10:15 on the last Friday of every month in 2026 (Asia/Tokyo)", "2026年の毎月最終金曜日の10:15 (Asia/Tokyo)")]
    [InlineData("cron(0 6 1,15,21-23 4,10 ? 2026-2028)", "At 06:00 on the 1st, the 15th and the 21st to the 23rd of April and October in 2026–2028 (Asia/Tokyo)", "2026年〜2028年の4月、10月の1日、15日、21日〜23日の06:00 (Asia/Tokyo)")]
    [InlineData("cron(0 6 ? 3 2,6L *)", "At 06:00 on Mondays and the last Friday of the month in March (Asia/Tokyo)", "3月の月曜日、最終金曜日の06:00 (Asia/Tokyo)")]
    [InlineData("cron(0 9,12,18 ? * MON-FRI *)", "At 09:00, 12:00 and 18:00 on weekdays (Asia/Tokyo)", "平日の09:00、12:00、18:00 (Asia/Tokyo)")]
    [InlineData("cron(0/15 * * * ? *)", "Every 15 minutes (Asia/Tokyo)", "15分ごと (Asia/Tokyo)")]
    [InlineData("cron(* * * * ? *)", "Every minute (Asia/Tokyo)", "1分ごと (Asia/Tokyo)")]
    [InlineData("cron(1/10 * * * ? *)", "Every 10 minutes from 00:01 to 23:51 (Asia/Tokyo)", "00:01〜23:51に10分ごと (Asia/Tokyo)")]
    [InlineData("cron(0/15 8-17 ? * MON-FRI *)", "Every 15 minutes from 08:00 to 17:45 on weekdays (Asia/Tokyo)", "平日の08:00〜17:45に15分ごと (Asia/Tokyo)")]
    [InlineData("cron(0/10 8,20 * 12 ? *)", "Every 10 minutes in the hours 08:00 and 20:00 in December (Asia/Tokyo)", "12月の08時、20時台に10分ごと (Asia/Tokyo)")]
    [InlineData("cron(0 * * * ? *)", "Every hour on the hour (Asia/Tokyo)", "毎時0分 (Asia/Tokyo)")]
    [InlineData("cron(5 * ? * MON *)", "At minute 5 of every hour on Mondays (Asia/Tokyo)", "月曜日の毎時5分 (Asia/Tokyo)")]
    [InlineData("cron(0 9-17 ? * MON-FRI *)", "Every hour from 09:00 to 17:00 on weekdays (Asia/Tokyo)", "平日の09:00〜17:00に1時間ごと (Asia/Tokyo)")]
    [InlineData("cron(30 0/2 * * ? *)", "Every 2 hours from 00:30 to 22:30 (Asia/Tokyo)", "00:30〜22:30に2時間ごと (Asia/Tokyo)")]
    [InlineData("cron(0/7 10 * * ? *)", "At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 past 10:00 (Asia/Tokyo)", "10時の0分、7分、14分、21分、28分、35分、42分、49分、56分 (Asia/Tokyo)")]
    [InlineData("cron(0-3,9 * * * ? *)", "At minutes 0–3 and 9 of every hour (Asia/Tokyo)", "毎時0分〜3分、9分 (Asia/Tokyo)")]
    [InlineData("rate(5 minutes)", "Every 5 minutes", "5分ごと")]
    [InlineData("rate(1 hour)", "Every hour", "1時間ごと")]
    [InlineData("rate(1 day)", "Every 24 hours", "24時間ごと")]
    [InlineData("rate(7 days)", "Every 7 days", "7日ごと")]
    [InlineData("at(2026-12-31T23:00:00)", "Once at 2026-12-31 23:00 (Asia/Tokyo)", "2026-12-31 23:00 に1回 (Asia/Tokyo)")]
    [InlineData("at(2026-12-31T23:00:30)", "Once at 2026-12-31 23:00:30 (Asia/Tokyo)", "2026-12-31 23:00:30 に1回 (Asia/Tokyo)")]
    public void An_expression_reads_as_an_operator_would_say_it(string expression, string english, string japanese)
    {
        Assert.Equal(english, Sentence(expression, "en"));
        Assert.Equal(japanese, Sentence(expression, "ja"));
    }

    [Fact]
    public void The_flexible_window_and_the_limits_in_time_are_told_in_the_schedules_zone()
    {
        var (start, end) = (new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 3, 31, 15, 0, 0, TimeSpan.Zero));
        Assert.Equal("Every 5 minutes, within 15 minutes of it, from 2026-12-01 09:00 (Asia/Tokyo), until 2027-04-01 00:00 (Asia/Tokyo)", Sentence("rate(5 minutes)", "en", 15, start, end));
        Assert.Equal("5分ごと、起動は15分以内、2026-12-01 09:00 (Asia/Tokyo) から、2027-04-01 00:00 (Asia/Tokyo) まで", Sentence("rate(5 minutes)", "ja", 15, start, end));
        Assert.Equal("Once at 2026-12-31 23:00 (Asia/Tokyo)", Sentence("at(2026-12-31T23:00:00)", "en", null, start, end));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Two_expressions_share_a_sentence_only_when_they_name_the_same_sets(string culture) =>
        Gen.Select(NaiveCron.Any, NaiveCron.Any, Gen.Int[0, 5]).Sample(
            (one, two, field) =>
            {
                // Alike but for one field: two random expressions would differ in everything.
                var (a, b) = (Read(one.Text), Read(Mixed(one.Text, two.Text, field)));
                Assert.True((Key(a) == Key(b)) == (Sentence(a.Text, culture) == Sentence(b.Text, culture)), $"{a}: {Sentence(a.Text, culture)}; {b}: {Sentence(b.Text, culture)}");
            },
            iter: 20_000,
            threads: 1);

    public void Dispose() => _services.Dispose();

    private static CronExpression Read(string text) =>
        ScheduleExpression.TryParse(text, out var expression, out var error) ? (CronExpression)expression : throw new FormatException(error.Message);

    // The day fields depend on each other and are taken together.
    private static string Mixed(string one, string two, int field)
    {
        var (fields, others) = (one[5..^1].Split(' '), two[5..^1].Split(' '));
        foreach (var i in field is 2 or 4 ? new[] { 2, 4 } : [field])
        {
            fields[i] = others[i];
        }

        return $"cron({string.Join(' ', fields)})";
    }

    private static string Key(CronExpression cron)
    {
        var days = cron.Days;
        var rule = days.IsEvery ? "every" : $"{Set(days.MonthDays)}|{Set(days.NearestWeekdays)}|{days.IncludesLastDay}|{Set(days.WeekDays)}|{Set(days.LastWeekDays)}|{days.NthWeekDay}";
        return $"{Set(cron.Minutes)}|{Set(cron.Hours)}|{rule}|{Set(cron.Months)}|{Set(cron.Years)}";
    }

    private static string Set(IEnumerable<int> values) => string.Join(',', values);

    private string Sentence(string text, string culture, int? flexible = null, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Assert.True(ScheduleExpression.TryParse(text, out var expression, out _));
        return ScheduleSentence.Of(expression, Tokyo, flexible, start, end, _services.GetRequiredService<IStringLocalizer<SentenceWords>>());
    }
}
