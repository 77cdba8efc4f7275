using System.Globalization;
using Bunit;
using Dashboard.Features.Executions;
using Dashboard.Features.Executions.Json;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Json;

public sealed class JsonViewTests : BunitContext
{
    private const string Cause = """{ "Error" : "E",  "Cause":"{\"ExitCode\":9,\"Reason\":\"<img src=x onerror=alert(1)>\"}","a":1,"b":2,"c":3,"d":4,"e":5,"f":6}""";

    public JsonViewTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices().AddSingleton<ViewWords>();
    }

    [Fact]
    public void Hostile_text_stays_text_and_what_was_unpacked_is_marked()
    {
        var view = View(Cause);
        Assert.Contains("\"<img src=x onerror=alert(1)>\"", view.Find(".json-tree").TextContent, StringComparison.Ordinal);
        Assert.Empty(view.FindAll("img"));
        Assert.Single(view.FindAll(".json-mark"));
    }

    [Fact]
    public void Raw_is_the_text_byte_for_byte()
    {
        var view = View(Cause);
        view.FindAll(".json-tools input[type=checkbox]")[^1].Change(true);
        Assert.Equal(Cause, view.Find("pre").TextContent);
    }

    [Fact]
    public void A_search_counts_its_hits_opens_what_they_are_inside_of_and_goes_round()
    {
        var view = View(Cause);
        view.Find(".json-fold").Click();
        Assert.Single(view.FindAll(".json-row"));
        view.Find("input[type=search]").Input("e");
        Assert.Equal("1 of 5", view.Find(".json-hits").TextContent);
        Assert.Contains("Error", view.Find(".is-hit").TextContent, StringComparison.Ordinal);
        view.FindAll(".json-tools .tool")[0].Click();
        Assert.Equal("5 of 5", view.Find(".json-hits").TextContent);
        view.Find("input[type=search]").Input("nowhere");
        Assert.Equal("not found", view.Find(".json-hits").TextContent);
    }

    [Fact]
    public void A_chosen_row_tells_its_path_and_gives_path_and_value_to_copy()
    {
        var view = View(Cause);
        view.FindAll(".json-line").First(r => r.TextContent.StartsWith("ExitCode", StringComparison.Ordinal)).Click();
        Assert.Equal("$.Cause → $.ExitCode", view.Find(".json-chosen code").TextContent);
        view.FindAll(".json-chosen button")[1].Click();
        Assert.Equal("9", JSInterop.Invocations["dashboard.copy"].Single().Arguments[0]);
    }

    [Fact]
    public void What_is_no_JSON_is_shown_as_it_came_and_nothing_is_said_to_be_nothing()
    {
        Assert.Equal("The role is not authorized", View("The role is not authorized").Find("pre").TextContent);
        Assert.Contains("nothing here", View(null).Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<JsonView> View(string? text) => Render<JsonView>(p => p.Add(c => c.Title, "Cause").Add(c => c.Text, text).Add(c => c.Empty, "nothing here"));
}
