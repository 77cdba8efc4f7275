using System.Globalization;
using Bunit;
using CsCheck;
using Dashboard.Domain.Schedules;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Expressions;
using Dashboard.Tests.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules.Expressions;

/// <summary>Minutes, hours, months and years of the builder, in step with the text both ways.</summary>
public sealed class ExpressionBuilderFieldTests : BunitContext
{
    private string _text = "";
    private int _changes;

    public ExpressionBuilderFieldTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging();
    }

    [Theory]
    [InlineData("*", FieldMode.All)]
    [InlineData("0", FieldMode.Values)]
    [InlineData("15,30,45", FieldMode.Values)]
    [InlineData("0/5", FieldMode.Every)]
    [InlineData("*/5", FieldMode.Every)]
    [InlineData("10-20", FieldMode.Range)]
    [InlineData("20-10", FieldMode.Other)]
    [InlineData("10-20/5", FieldMode.Other)]
    [InlineData("0,10-20", FieldMode.Other)]
    [InlineData("60", FieldMode.Other)]
    [InlineData("0/60", FieldMode.Other)]
    [InlineData("0/0", FieldMode.Other)]
    [InlineData("", FieldMode.Other)]
    [InlineData("99999999999", FieldMode.Other)]
    public void The_way_a_field_is_given_is_read_from_its_text(string text, FieldMode mode)
    {
        Assert.Equal(mode, FieldParts.Read(text, 0, 59).Mode);
        var builder = Draw($"cron({(text.Length == 0 ? "x" : text)} 10 * * ? *)");
        Assert.Equal(text.Length == 0 ? "Other" : mode.ToString(), Field(builder, 0).QuerySelector("select")!.GetAttribute("value"));
        Assert.Equal(0, _changes);
    }

    [Fact]
    public void Hours_are_switched_on_and_off_by_their_buttons_and_one_always_stays()
    {
        var builder = Draw("cron(0 10 * * ? *)");
        Press(builder, 1, "22");
        Assert.Equal("cron(0 10,22 * * ? *)", _text);
        Assert.Equal(["10", "22"], Pressed(builder, 1));
        Press(builder, 1, "10");
        Press(builder, 1, "22");
        Assert.Equal("cron(0 22 * * ? *)", _text);
    }

    [Fact]
    public void Minutes_between_the_fives_are_added_by_number()
    {
        var builder = Draw("cron(7 10 * * ? *)");
        Assert.Equal(["07"], Pressed(builder, 0));
        Field(builder, 0).QuerySelector(".toggles input")!.Change("58");
        Assert.Equal("cron(7,58 10 * * ? *)", _text);
        Field(builder, 0).QuerySelector(".toggles input")!.Change("99");
        Assert.Equal("cron(7,58,59 10 * * ? *)", _text);
        Press(builder, 0, "07");
        Assert.Equal("cron(58,59 10 * * ? *)", _text);
    }

    [Fact]
    public void A_distance_and_a_range_are_set_by_their_two_numbers()
    {
        var builder = Draw("cron(0 10 * * ? *)");
        Choose(builder, 0, FieldMode.Every);
        Assert.Equal("cron(0/5 10 * * ? *)", _text);
        Number(builder, 0, "step", "20");
        Number(builder, 0, "from", "5");
        Assert.Equal("cron(5/20 10 * * ? *)", _text);
        Choose(builder, 1, FieldMode.Range);
        Assert.Equal("cron(5/20 10-23 * * ? *)", _text);
        Number(builder, 1, "to", "18");
        Number(builder, 1, "from", "8");
        Assert.Equal("cron(5/20 8-18 * * ? *)", _text);
        Number(builder, 1, "from", "20");
        Assert.Equal("cron(5/20 20-20 * * ? *)", _text);
        Number(builder, 1, "to", "7");
        Assert.Equal("cron(5/20 7-7 * * ? *)", _text);
        Choose(builder, 1, FieldMode.All);
        Assert.Equal("cron(5/20 * * * ? *)", _text);
    }

    [Fact]
    public void Months_are_twelve_buttons_and_out_of_every_month_one_is_chosen_alone()
    {
        var builder = Draw("cron(0 10 * JAN-MAR ? *)");
        Assert.Equal(["Jan", "Feb", "Mar"], Pressed(builder, 2));
        Press(builder, 2, "Feb");
        Assert.Equal("cron(0 10 * 1,3 ? *)", _text);
        Press(builder, 2, "Every month");
        Assert.Equal("cron(0 10 * * ? *)", _text);
        Assert.Equal(["Every month"], Pressed(builder, 2));
        Press(builder, 2, "Dec");
        Assert.Equal("cron(0 10 * 12 ? *)", _text);
        Press(builder, 2, "Dec");
        Assert.Equal("cron(0 10 * * ? *)", _text);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        Assert.Contains("12月", Field(Draw("cron(0 10 * * ? *)"), 2).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Years_are_every_one_or_chosen_ones_or_a_range()
    {
        var builder = Draw("cron(0 10 * * ? *)");
        Choose(builder, 3, FieldMode.Values);
        Press(builder, 3, "2028");
        Assert.Equal("cron(0 10 * * ? 2026,2028)", _text);
        Choose(builder, 3, FieldMode.Range);
        Number(builder, 3, "to", "2029");
        Assert.Equal("cron(0 10 * * ? 2026-2029)", _text);
        Choose(builder, 3, FieldMode.All);
        Assert.Equal("cron(0 10 * * ? *)", _text);
        Assert.DoesNotContain(Field(builder, 3).QuerySelectorAll("option"), o => o.GetAttribute("value") == nameof(FieldMode.Every));
    }

    [Fact]
    public void Years_at_equal_distances_are_shown_though_nobody_is_offered_them_and_the_mode_that_is_there_changes_nothing()
    {
        var builder = Draw("cron(0 10 * * ? */2)");
        Assert.Contains("Every (years)", Field(builder, 3).TextContent, StringComparison.Ordinal);
        Choose(builder, 3, FieldMode.Every);
        Assert.Equal(0, _changes);
        Number(builder, 3, "from", "2027");
        Assert.Equal("cron(0 10 * * ? 2027/2)", _text);
    }

    [Fact]
    public void Opened_on_any_expression_it_changes_nothing_and_an_edit_changes_only_its_own_field() => Gen.Select(NaiveCron.Any, Gen.Int[0, 3], Gen.Int[0, 1000]).Sample(
        (cron, field, choice) =>
        {
            var builder = Draw(cron.Text);
            Assert.Equal((0, cron.Text), (_changes, _text));
            var before = Parse(cron.Text);

            // Whatever can be changed in that field.
            var element = Field(builder, field);
            var choices = element.QuerySelectorAll("select option").Select(o => o.GetAttribute("value")).Where(v => v != nameof(FieldMode.Other)).Select(v => (Action)(() => element.QuerySelector("select")!.Change(v)))
                .Concat(element.QuerySelectorAll("button").Select(b => (Action)(() => b.Click())))
                .Concat(element.QuerySelectorAll("input[type=number]").Select(i => (Action)(() => i.Change($"{choice * 7 % 2500}")))).ToList();
            choices[choice % choices.Count]();

            var after = Parse(_text);
            Assert.Equal(field == 0 ? null : Sets(before.Minutes), field == 0 ? null : Sets(after.Minutes));
            Assert.Equal(field == 1 ? null : Sets(before.Hours), field == 1 ? null : Sets(after.Hours));
            Assert.Equal(field == 2 ? null : Sets(before.Months), field == 2 ? null : Sets(after.Months));
            Assert.Equal(field == 3 ? null : Sets(before.Years), field == 3 ? null : Sets(after.Years));
            Assert.Equal((before.Fields[2], before.Fields[4]), (after.Fields[2], after.Fields[4]));
        },
        iter: 300, threads: 1);

    private static CronExpression Parse(string text) => ScheduleExpression.TryParse(text, out var expression, out var error) ? (CronExpression)expression : throw new FormatException($"{text}: {error.Message}");

    private static string Sets(IEnumerable<int> values) => string.Join(',', values);

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<ExpressionBuilder> builder, int index) => builder.FindAll(".cron-field")[index];

    private static void Choose(IRenderedComponent<ExpressionBuilder> builder, int field, FieldMode mode) => Field(builder, field).QuerySelector("select")!.Change(mode.ToString());

    private static void Press(IRenderedComponent<ExpressionBuilder> builder, int field, string text) => Field(builder, field).QuerySelectorAll("button").Single(b => b.TextContent == text).Click();

    private static void Number(IRenderedComponent<ExpressionBuilder> builder, int field, string part, string value) => Field(builder, field).QuerySelector($"input[data-part={part}]")!.Change(value);

    private static IEnumerable<string> Pressed(IRenderedComponent<ExpressionBuilder> builder, int field) => Field(builder, field).QuerySelectorAll("button[aria-pressed=true]").Select(b => b.TextContent);

    // The text and the builder hold each other in step, as a form does.
    private IRenderedComponent<ExpressionBuilder> Draw(string text)
    {
        (_text, _changes) = (text, 0);
        IRenderedComponent<ExpressionBuilder> builder = default!;
        builder = Render<ExpressionBuilder>(p => p.Add(b => b.Value, text).Add(b => b.ThisYear, 2026).Add(b => b.ValueChanged, changed =>
        {
            (_text, _changes) = (changed, _changes + 1);
            builder.Render(q => q.Add(b => b.Value, changed));
        }));
        return builder;
    }
}
