using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Features.Executions.Logs;
using Dashboard.Hosting;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Logs;

public sealed class LogPickerTests : BunitContext
{
    private const string Definition = "arn:aws:ecs:ap-northeast-1:123456789012:task-definition/job:1";

    private readonly ScriptedAws _aws = new();

    public LogPickerTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging();
        Services.AddSingleton<DashboardOptions>().AddSingleton<ViewWords>();
        Services.AddSingleton(_aws.Ecs).AddSingleton(_aws.Logs).AddSingleton<LogFeedOptions>().AddSingleton(TimeProvider.System).AddSingleton<ContainerLogs>().AddSingleton<LogFeed>();
    }

    [Fact]
    public void The_log_of_the_last_attempt_is_shown_line_by_line_with_its_colours_and_as_text()
    {
        _aws.Log = ["開始", "<b>接続</b> \u001b[31mtimeout\u001b[0m", "exit 1"];
        var log = Log();
        log.WaitForAssertion(() => Assert.Equal(["開始", "<b>接続</b> timeout", "exit 1"], log.FindAll(".log-text").Select(e => e.TextContent)));
        Assert.Equal("timeout", log.Find(".log-text .ansi-1").TextContent);
        Assert.Empty(log.FindAll(".log-text b"));
        Assert.Equal("job/app/t2", (string?)_aws.Requests.First(r => r.Operation == "GetLogEvents").Body["logStreamName"]);
        Assert.Contains("3 lines · times in JST", log.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_line_of_an_earlier_attempt_opens_that_log_and_marks_the_line()
    {
        _aws.Log = ["a", "b", "c"];
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/executions/x?line=t1.app.{new Aws.Logs.LogLine(DateTimeOffset.FromUnixTimeMilliseconds(ScriptedLog.At(1)), "b").Id}");
        var log = Log();
        log.WaitForAssertion(() => Assert.Equal("b", log.Find(".is-marked .log-text").TextContent));
        Assert.Equal("job/app/t1", (string?)_aws.Requests.First(r => r.Operation == "GetLogEvents").Body["logStreamName"]);
    }

    [Fact]
    public void A_search_lists_its_hits_as_links_and_says_so_where_there_are_none()
    {
        _aws.Log = ["boot", "ERROR connect <i>", "done"];
        var log = Log();
        log.WaitForElement(".log-search input").Change("ERROR");
        log.Find(".log-search").Submit();
        log.WaitForAssertion(() => Assert.Equal("ERROR connect <i>", log.Find(".log-hits span").TextContent));
        Assert.Contains("line=t2.app.", log.Find(".log-hits a").GetAttribute("href"), StringComparison.Ordinal);
        log.Find(".log-search input").Change("nope");
        log.Find(".log-search").Submit();
        log.WaitForAssertion(() => Assert.Equal("No line of this log holds “nope”. Upper and lower case are told apart.", log.Find(".log-found").TextContent));
    }

    [Theory]
    [InlineData("awslogs", null, null, "There is no log: the container wrote nothing, or the log has expired.")]
    [InlineData("awslogs", "The specified log group does not exist.", null, "The log group – does not exist any more: it was deleted, or never made.")]
    [InlineData("fluentd", null, null, "This container's log does not go to CloudWatch Logs (log driver: fluentd).")]
    [InlineData("awslogs", null, "AccessDeniedException", "The log cannot be read: the dashboard lacks the right ecs:DescribeTaskDefinition.")]
    [InlineData("awslogs", null, "ThrottlingException", "AWS takes no more calls for logs just now. It is tried again by itself.")]
    public void Where_there_is_no_log_a_sentence_says_why(string driver, string? missing, string? down, string sentence)
    {
        (_aws.LogDriver, _aws.Log, _aws.Down) = (driver, null, down);
        _aws.LogMissing = missing ?? _aws.LogMissing;
        var log = Log();
        log.WaitForAssertion(() => Assert.Equal(sentence, log.Find(".log-view [role=status]").TextContent));
    }

    [Fact]
    public void A_container_that_never_started_is_said_to_have_no_log_without_asking_AWS()
    {
        var log = Log("TaskFailedToStart");
        Assert.Equal("There is no log: the container never started. The stop reason says why.", log.Find(".log-view [role=status]").TextContent);
        Assert.Empty(_aws.Requests);
    }

    private IRenderedComponent<LogPicker> Log(string? stopCode = null)
    {
        var picture = Some.Picture(Some.HiddenFailure());
        var visit = picture.Snapshot.Visits.First(v => v.Name == "先行②");
        visit = visit with { Attempts = [.. visit.Attempts.Select(a => a with { Result = a.Result with { Task = a.Result.Task! with { TaskDefinitionArn = Definition, StopCode = stopCode } } })] };
        return Render<LogPicker>(p => p.Add(c => c.Picture, picture).Add(c => c.Visit, visit));
    }
}
