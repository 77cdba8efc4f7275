using System.Globalization;
using Bunit;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules.Expressions;

public sealed class ExpressionBuilderTests : BunitContext
{
    private string _text = "";

    public ExpressionBuilderTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging();
    }

    [Theory]
    [InlineData("cron(0 10 * * ? *)", DayRule.Every)]
    [InlineData("cron(0 10 ? * * *)", DayRule.Every)]
    [InlineData("cron(0 10 ? * MON-FRI *)", DayRule.Weekdays)]
    [InlineData("cron(0 10 ? * 2-6 *)", DayRule.Weekdays)]
    [InlineData("cron(0 10 ? * MON,4 *)", DayRule.ChosenWeekdays)]
    [InlineData("cron(0 10 1,15 * ? *)", DayRule.MonthDays)]
    [InlineData("cron(0 10 L * ? *)", DayRule.LastDay)]
    [InlineData("cron(0 10 15W * ? *)", DayRule.NearestWeekday)]
    [InlineData("cron(0 10 ? * 3#2 *)", DayRule.NthWeekday)]
    [InlineData("cron(0 10 ? * FRIL *)", DayRule.LastWeekday)]
    [InlineData("cron(0 10 L,15W * ? *)", DayRule.Other)]
    [InlineData("cron(0 10 ? * 2,6L *)", DayRule.Other)]
    [InlineData("cron(0 10 15 * MON *)", DayRule.Other)]
    public void The_day_rule_is_read_from_the_text(string text, DayRule rule) =>
        Assert.Equal(rule.ToString(), Draw(text).Find("select.rule").GetAttribute("value"));

    [Theory]
    [InlineData(DayRule.Every, "cron(30 6 * 3 ? 2027)")]
    [InlineData(DayRule.Weekdays, "cron(30 6 ? 3 MON-FRI 2027)")]
    [InlineData(DayRule.ChosenWeekdays, "cron(30 6 ? 3 MON 2027)")]
    [InlineData(DayRule.MonthDays, "cron(30 6 1 3 ? 2027)")]
    [InlineData(DayRule.NearestWeekday, "cron(30 6 1W 3 ? 2027)")]
    [InlineData(DayRule.NthWeekday, "cron(30 6 ? 3 MON#1 2027)")]
    [InlineData(DayRule.LastWeekday, "cron(30 6 ? 3 FRIL 2027)")]
    public void Another_day_rule_leaves_the_other_fields_alone(DayRule rule, string expected)
    {
        var builder = Draw("cron(30 6 L 3 ? 2027)");
        builder.Find("select.rule").Change(rule.ToString());
        Assert.Equal(expected, _text);
        Assert.True(Dashboard.Domain.Schedules.ScheduleExpression.TryParse(_text, out _, out _));
        Assert.Equal(rule.ToString(), builder.Find("select.rule").GetAttribute("value"));
    }

    [Theory]
    [InlineData("minutes", "0/5", "cron(0/5 10 L * ? *)")]
    [InlineData("hours", "8, 9", "cron(0 8,9 L * ? *)")]
    [InlineData("month", "4", "cron(0 10 L 4 ? *)")]
    [InlineData("year", "2027", "cron(0 10 L * ? 2027)")]
    public void A_field_changes_only_its_own_part_of_the_text(string field, string typed, string expected)
    {
        Input(Draw("cron(0 10 L * ? *)"), field, typed);
        Assert.Equal(expected, _text);
    }

    [Fact]
    public void A_field_that_was_emptied_can_be_filled_again()
    {
        var builder = Draw("cron(0 10 L * ? *)");
        Input(builder, "minutes", "");
        Input(builder, "minutes", "45");
        Assert.Equal("cron(45 10 L * ? *)", _text);
    }

    [Fact]
    public void Days_of_the_week_are_chosen_one_by_one_and_written_from_Monday_on()
    {
        var builder = Draw("cron(0 10 ? * SUN,4 *)");
        Assert.Equal(2, builder.FindAll(".weekdays input[checked]").Count);
        builder.FindAll(".weekdays input")[0].Change(true);
        Assert.Equal("cron(0 10 ? * MON,WED,SUN *)", _text);
        builder.FindAll(".weekdays input")[2].Change(false);
        Assert.Equal("cron(0 10 ? * MON,SUN *)", _text);
    }

    [Fact]
    public void The_nth_and_the_last_day_of_the_week_and_the_nearest_weekday_are_chosen()
    {
        var builder = Draw("cron(0 10 ? * 3#2 *)");
        builder.Find("select.nth").Change("4");
        Assert.Equal("cron(0 10 ? * 3#4 *)", _text);
        builder.Find("select.weekday").Change("FRI");
        Assert.Equal("cron(0 10 ? * FRI#4 *)", _text);

        builder.Find("select.rule").Change(nameof(DayRule.LastWeekday));
        builder.Find("select.weekday").Change("MON");
        Assert.Equal("cron(0 10 ? * MONL *)", _text);

        builder.Find("select.rule").Change(nameof(DayRule.NearestWeekday));
        Input(builder, "nearest", "15");
        Assert.Equal("cron(0 10 15W * ? *)", _text);
    }

    [Fact]
    public void Days_that_the_builder_cannot_show_stay_as_text_and_can_be_edited_as_such()
    {
        var builder = Draw("cron(0 10 L,15W * ? *)");
        Input(builder, "minutes", "30");
        Assert.Equal("cron(30 10 L,15W * ? *)", _text);
        Input(builder, "rawMonthDay", "L,10W");
        Assert.Equal("cron(30 10 L,10W * ? *)", _text);
    }

    [Theory]
    [InlineData("0 10 * * 1-5")]
    [InlineData("cron(0 10 * *)")]
    [InlineData("rate(5 weeks)")]
    [InlineData("at(tomorrow)")]
    [InlineData("")]
    public void A_text_that_the_builder_cannot_show_is_not_lost(string text)
    {
        var builder = Draw(text);
        Assert.Equal(text, builder.Find(".hint code").TextContent);
        Assert.Equal(text, _text);
        builder.Find("select.kind").Change("rate");
        builder.Find("select.kind").Change("other");
        Assert.Equal(text, _text);
    }

    [Fact]
    public void A_kind_that_was_left_is_as_it_was_when_it_is_chosen_again()
    {
        var builder = Draw("cron(0 10 ? * MON-FRI *)");
        builder.Find("select.kind").Change("rate");
        Assert.Equal("rate(1 hour)", _text);
        Input(builder, "every", "6");
        Assert.Equal("rate(6 hours)", _text);
        builder.Find("select.unit").Change("minute");
        Assert.Equal("rate(6 minutes)", _text);
        builder.Find("select.kind").Change("at");
        builder.Find("input[type=datetime-local]").Change("2026-12-31T23:00");
        Assert.Equal("at(2026-12-31T23:00:00)", _text);
        builder.Find("select.kind").Change("cron");
        Assert.Equal("cron(0 10 ? * MON-FRI *)", _text);
        builder.Find("select.kind").Change("rate");
        Assert.Equal("rate(6 minutes)", _text);
    }

    [Fact]
    public void A_preset_is_one_click_and_keeps_the_time_of_day()
    {
        var builder = Draw("cron(30 22 * * ? *)");
        string[] expected = ["cron(30 22 * * ? *)", "cron(30 22 ? * MON-FRI *)", "cron(30 22 ? * MON *)", "cron(30 22 L * ? *)", "cron(30 22 1W * ? *)", "cron(0/5 * * * ? *)", "cron(0/15 * * * ? *)", "cron(0 * * * ? *)"];
        for (var i = 0; i < expected.Length; i++)
        {
            builder.FindAll(".presets button")[i].Click();
            Assert.Equal(expected[i], _text);
        }
    }

    private static void Input(IRenderedComponent<ExpressionBuilder> builder, string field, string typed) => builder.Find($"input[data-field={field}]").Input(typed);

    // The text and the builder hold each other in step, as a form does.
    private IRenderedComponent<ExpressionBuilder> Draw(string text)
    {
        _text = text;
        IRenderedComponent<ExpressionBuilder> builder = default!;
        builder = Render<ExpressionBuilder>(p => p.Add(b => b.Value, text).Add(b => b.ThisYear, 2026).Add(b => b.ValueChanged, changed =>
        {
            _text = changed;
            builder.Render(q => q.Add(b => b.Value, changed));
        }));
        return builder;
    }
}
