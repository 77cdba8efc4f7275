using Dashboard.Domain.Schedules;
using Xunit;
using static Dashboard.Domain.Schedules.ScheduleErrorKind;

namespace Dashboard.Tests.Schedules;

public sealed class ScheduleErrorTests
{
    [Theory]
    [InlineData("", Empty, null, null)]
    [InlineData("  ", Empty, null, null)]
    [InlineData("0 9 * * ? *", NotAnExpression, null, "0 9 * * ? *")]
    [InlineData("cron(0 9 * * ? *", NotAnExpression, null, "cron(0 9 * * ? *")]
    [InlineData("cron(0 9 * * *)", FieldCount, null, "5")]
    [InlineData("cron(0 9 * * ? * *)", FieldCount, null, "7")]
    [InlineData("cron()", FieldCount, null, "0")]
    [InlineData("cron(0 9 ? * ? *)", NeitherDayField, "dayOfWeek", "?")]
    [InlineData("cron(0 9 ? * 3#6 *)", OutOfRange, "dayOfWeek", "#6")]
    [InlineData("cron(0 24 * * ? *)", OutOfRange, "hours", "24")]
    [InlineData("cron(0 9 0 * ? *)", OutOfRange, "dayOfMonth", "0")]
    [InlineData("cron(0 9 32W * ? *)", OutOfRange, "dayOfMonth", "32")]
    [InlineData("cron(0 9 * 13 ? *)", OutOfRange, "month", "13")]
    [InlineData("cron(0 9 ? * 8 *)", OutOfRange, "dayOfWeek", "8")]
    [InlineData("cron(0 9 * * ? 1969)", OutOfRange, "year", "1969")]
    [InlineData("cron(0 9 * * ? 99999999999)", OutOfRange, "year", "99999999999")]
    [InlineData("cron(0 9 ? * 0 *)", UnixSunday, "dayOfWeek", "0")]
    [InlineData("cron(0 9 ? * 0-4 *)", UnixSunday, "dayOfWeek", "0")]
    [InlineData("cron(0 22-2 * * ? *)", ReversedRange, "hours", "22-2")]
    [InlineData("cron(0 9 ? * FRI-MON *)", ReversedRange, "dayOfWeek", "FRI-MON")]
    [InlineData("cron(0 9 ? * mon *)", BadValue, "dayOfWeek", "mon")]
    [InlineData("cron(0 9 LW * ? *)", BadValue, "dayOfMonth", "L")]
    [InlineData("cron(0 9 L-3 * ? *)", BadValue, "dayOfMonth", "L")]
    [InlineData("cron(0 9 W * ? *)", BadValue, "dayOfMonth", "W")]
    [InlineData("cron(-5 9 * * ? *)", BadValue, "minutes", "-5")]
    [InlineData("cron(1,,2 9 * * ? *)", BadValue, "minutes", "")]
    [InlineData("cron(５ 9 * * ? *)", BadValue, "minutes", "５")]
    [InlineData("cron(<script> 9 * * ? *)", BadValue, "minutes", "<script>")]
    [InlineData("cron(0/0 9 * * ? *)", OutOfRange, "minutes", "/0")]
    [InlineData("cron(*/x 9 * * ? *)", OutOfRange, "minutes", "/x")]
    [InlineData("cron(/5 9 * * ? *)", BadValue, "minutes", "")]
    [InlineData("cron(? 9 * * ? *)", NotAllowedHere, "minutes", "?")]
    [InlineData("cron(0 9 * L ? *)", NotAllowedHere, "month", "L")]
    [InlineData("cron(0 9 ? * 2W *)", NotAllowedHere, "dayOfWeek", "W")]
    [InlineData("cron(0 9 3#2 * ? *)", NotAllowedHere, "dayOfMonth", "#")]
    [InlineData("cron(0 9 ? * 2/2 *)", NotAllowedHere, "dayOfWeek", "/")]
    [InlineData("rate(-5 minutes)", NotPositive, "value", "-5")]
    [InlineData("rate(1.5 hours)", BadValue, "value", "1.5")]
    [InlineData("rate(9999999999 days)", OutOfRange, "value", "9999999999")]
    [InlineData("rate(5 weeks)", UnknownUnit, "unit", "weeks")]
    [InlineData("rate(5)", BadValue, "rate", "5")]
    [InlineData("at(2026-02-29T00:00:00)", BadDate, null, "2026-02-29T00:00:00")]
    [InlineData("at(2026-02-28 00:00:00)", BadDate, null, "2026-02-28 00:00:00")]
    [InlineData("at(2026-02-28T00:00:00Z)", BadDate, null, "2026-02-28T00:00:00Z")]
    public void A_wrong_expression_says_what_is_wrong_and_where(string text, ScheduleErrorKind kind, string? field, string? value)
    {
        Assert.False(ScheduleExpression.TryParse(text, out var expression, out var error));
        Assert.Null(expression);
        Assert.Equal((kind, field, value), (error.Kind, error.Field, error.Value));
        Assert.EndsWith(".", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_tells_what_is_allowed() => Assert.Equal("1-7, SUN-SAT", Some.Error("cron(0 9 ? * MONDAY *)").Allowed);

    [Fact]
    public void Five_fields_are_told_to_be_a_Unix_line() =>
        Assert.Equal("cron takes 6 fields, here are 5 (a Unix cron line has five).", Some.Error("cron(0 9 * * 1)").Message);
}
