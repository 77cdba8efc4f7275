using System.Globalization;
using Bunit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

public sealed class ThreeWayViewTests : BunitContext
{
    private static readonly ScheduleDocument Opened = ScheduleDocument.Parse("""{"ScheduleExpression":"cron(0 10 * * ? *)","State":"ENABLED","EndDate":1900000000,"Target":{"Arn":"a"}}""");

    public ThreeWayViewTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging();
    }

    [Fact]
    public void Each_member_that_changed_elsewhere_stands_as_it_was_as_it_is_and_as_it_was_typed()
    {
        var theirs = Opened.With(new("ScheduleExpression", "\"cron(0 11 * * ? *)\""), new("EndDate", null), new("Target/Input", "\"<b>夜</b>\""));
        var mine = ScheduleDraft.Of(Opened).SetText(ScheduleDraft.ExpressionPath, "cron(0 12 * * ? *)").SetText(ScheduleDraft.StatePath, "DISABLED");
        var (onMine, onTheirs) = (0, 0);
        var view = Render<ThreeWayView>(p => p.Add(v => v.Rows, mine.Against(theirs)).Add(v => v.Zone, TimeZoneInfo.Utc).Add(v => v.OnMine, () => onMine++).Add(v => v.OnTheirs, () => onTheirs++));
        Assert.Equal(
            ["Expression|cron(0 10 * * ? *)|cron(0 11 * * ? *)|cron(0 12 * * ? *)", "Until|2030-03-17 17:46:40 UTC|–|not changed by you", "Input|–|<b>夜</b>|not changed by you"],
            view.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))));
        Assert.Empty(view.FindAll("tbody b"));
        Assert.Single(view.FindAll("tr.is-changed"));

        view.FindAll("button")[0].Click();
        Assert.Equal((1, 0), (onMine, onTheirs));
        view.FindAll("button")[1].Click();
        Assert.Equal((1, 1), (onMine, onTheirs));
    }

    [Fact]
    public void Gone_on_with_mine_is_what_was_typed_on_what_AWS_holds_and_given_up_is_what_AWS_holds()
    {
        var theirs = Opened.With(new MemberEdit("Target/Input", "\"{}\""));
        var mine = ScheduleDraft.Of(Opened).SetText(ScheduleDraft.StatePath, "DISABLED").On(theirs);
        Assert.Equal(["State"], ScheduleDocument.Differences(theirs, mine.Schedule.Document).Select(c => c.Path));
        Assert.False(ScheduleDraft.Of(Opened).Set("Target/Input", "\"{}\"").On(theirs).IsChanged);
    }
}
