using System.Globalization;
using Bunit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Features.Executions.Changes;
using Dashboard.Hosting;
using Dashboard.Live;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class StatePanelTests : BunitContext
{
    private readonly ScriptedAws _aws = new();

    public StatePanelTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;

        // They need somebody signed in and a store; the browser tests click them.
        ComponentFactories.AddStub<LooseTaskList>().AddStub<RunTaskButton>();
        Services.AddLocalization().AddLogging().AddMudServices();
        Services.AddSingleton<DashboardOptions>().AddSingleton<ViewWords>();
        Services.AddSingleton(_aws.Ecs).AddSingleton(_aws.Logs).AddSingleton<LogFeedOptions>().AddSingleton(TimeProvider.System).AddSingleton<ContainerLogs>().AddSingleton<LogFeed>();
    }

    [Fact]
    public void A_Parallel_lists_each_branch_with_its_real_exit_code_and_its_marker()
    {
        var picture = Some.Picture(Some.HiddenFailure());
        var branches = Panel(picture, "並列ジョブ").FindAll(".branches li");
        Assert.Equal(2, branches.Count);
        Assert.Contains("Normal", branches[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["②", "1", "as 999"], new[] { ".branch-number", ".exit-code", ".marker" }.Select(s => branches[1].QuerySelector(s)!.TextContent));
    }

    [Fact]
    public void Attempts_are_listed_the_last_one_first_and_open()
    {
        var attempts = Panel(Some.Picture(Some.HiddenFailure()), "先行②").FindAll("details.attempt");
        Assert.Equal(["Attempt 2 of 2", "Attempt 1 of 2"], attempts.Select(a => a.QuerySelector(".attempt-name")!.TextContent));
        Assert.Equal([true, false], attempts.Select(a => a.HasAttribute("open")));
        Assert.Equal("arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t2", attempts[0].QuerySelector(".facts dd")!.GetAttribute("title"));
    }

    [Fact]
    public void A_state_that_was_not_reached_says_so() =>
        Assert.Contains("did not come to this state", Panel(Some.Picture(Some.HiddenFailure()), "異常終了").Markup, StringComparison.Ordinal);

    [Fact]
    public void A_cause_that_holds_JSON_in_strings_is_unwrapped_and_hostile_text_stays_text()
    {
        var visit = Some.Visit(2, "A", Outcome.Abnormal) with { Error = "States.TaskFailed", Cause = """{"Cause":"{\"Reason\":\"<img src=x onerror=alert(1)>\"}"}""" };
        var panel = Panel(Some.Picture(Some.Snapshot(ExecutionStatus.Failed, Outcome.Abnormal, visit)), "A");
        Assert.Contains("\"<img src=x onerror=alert(1)>\"", panel.Find(".json-tree").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("img"));
    }

    [Fact]
    public void Attempts_stand_side_by_side_and_what_differs_stands_out()
    {
        var snapshot = Some.HiddenFailure();
        var visit = Some.Visit(5, "先行②", Outcome.Abnormal).With(Some.Attempt(1, Outcome.FailedToStart, null, stopCode: "TaskFailedToStart"), Some.Attempt(2, Outcome.Abnormal, 1, stopCode: "EssentialContainerExited"));
        var table = Panel(Some.Picture(snapshot with { Visits = [visit] }), "先行②").Find(".attempt-table");
        Assert.Equal(["Attempt 1", "Attempt 2"], table.QuerySelectorAll("thead th[scope]").Select(h => h.TextContent));
        Assert.Contains("Stop code", table.QuerySelectorAll(".differs th").Select(h => h.TextContent));
        Assert.DoesNotContain("Image", table.QuerySelectorAll(".differs th").Select(h => h.TextContent));
    }

    [Fact]
    public void The_state_stands_there_as_it_was_written_with_its_lines()
    {
        var definition = Panel(Some.Picture(Some.HiddenFailure()), "判定").Find(".definition");
        Assert.Contains("lines 5–5 of 7", definition.TextContent, StringComparison.Ordinal);
        Assert.Contains("NumericEquals", definition.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_shows_its_own_outcome_and_its_failing_job()
    {
        const string ChildArn = "arn:aws:states:ap-northeast-1:123456789012:execution:Child:c1";
        var attempt = Some.Attempt(1, Outcome.Abnormal, 12);
        attempt = attempt with { Result = attempt.Result with { Task = null, Child = new ChildExecution(ChildArn, null, "SUCCEEDED", null, null) } };
        var picture = Some.Picture(Some.Snapshot(ExecutionStatus.Failed, Outcome.Abnormal, Some.Visit(2, "子", Outcome.Abnormal).With(attempt)));
        var child = Panel(picture with { Children = picture.Children.Add(ChildArn, Some.HiddenFailure()) }, "子").Find(".child-facts");
        Assert.Contains("先行②", child.TextContent, StringComparison.Ordinal);
        Assert.Contains("Abnormal", child.TextContent, StringComparison.Ordinal);
        Assert.Contains("executions/arn:aws:states:ap-northeast-1:123456789012:execution:Child:c1?state=", child.QuerySelectorAll("a")[1].GetAttribute("href"), StringComparison.Ordinal);
    }

    private IRenderedComponent<StatePanel> Panel(ExecutionPicture picture, string state) => Render<StatePanel>(p => p
        .Add(c => c.Picture, picture)
        .Add(c => c.State, state)
        .Add(c => c.Visit, picture.Snapshot.Visits.FirstOrDefault(v => v.Name == state))
        .Add(c => c.Link, v => $"?visit={v.EnteredId}")
        .Add(c => c.Close, "?"));
}
