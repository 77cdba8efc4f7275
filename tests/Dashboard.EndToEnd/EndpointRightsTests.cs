using System.Net;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>Every change straight at its endpoint, by every role, under every right: allowed exactly where the table says; a refusal is on record and asks AWS for nothing.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class EndpointRightsTests(DemoSite site)
{
    private const string Definition = """{"StartAt":"待つ","States":{"待つ":{"Type":"Wait","Seconds":86400,"End":true}}}""";

    private static readonly (string Path, string Action, string Call)[] Changes = [("rerun", "Rerun", "StartExecution"), ("redrive", "Redrive", "RedriveExecution"), ("stop", "Stop", "StopExecution")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain-close", null, null, true)]
    [InlineData("two-person-close", null, "two-person", null)]
    [InlineData("night-close", "Grants__0__Machines=night-*", null, true)]
    [InlineData("day-close", "Grants__0__Machines=night-*", null, false)]
    [InlineData("tagged-close", "Grants__0__Tag=dashboard:approval=none", "none", true)]
    [InlineData("untagged-close", "Grants__0__Tag=dashboard:approval=none", null, false)]
    [InlineData("read-only-close", "ActionsOff=All", null, false)]
    public async Task Roles_and_rights_hold_at_the_endpoints(string machine, string? setting, string? approval, bool? expected)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (name, value) in setting is null ? [] : Settings(setting))
        {
            settings["Dashboard__" + name] = value;
        }

        await using var dashboard = await DashboardProcess.StartAsync(settings, Cancel);
        var aws = new SandboxControl(dashboard.Sandbox);
        var tags = approval is null ? [] : new[] { new { key = "dashboard:approval", value = approval } };
        var arn = (string)(await aws.StepFunctionsAsync("CreateStateMachine", new { name = machine, definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x", tags }, Cancel))["stateMachineArn"]!;
        foreach (var role in (string[])["Viewer", "Operator", "ScheduleEditor", "Administrator"])
        {
            using var program = await ProgramClient.SignInAsync(dashboard.Url, role, Cancel);
            foreach (var (path, action, call) in Changes)
            {
                var execution = (string)(await aws.StepFunctionsAsync("StartExecution", new { stateMachineArn = arn, input = "{}" }, Cancel))["executionArn"]!;
                if (path == "redrive")
                {
                    await aws.StepFunctionsAsync("StopExecution", new { executionArn = execution }, Cancel);
                }

                var (before, reason) = (await CountAsync(aws, call), $"table {Guid.NewGuid()}");
                var (status, answer) = await program.PostAsync($"/api/executions/{path}", new { executionArn = execution, status = path == "redrive" ? "ABORTED" : "RUNNING", redriveCount = 0, reason }, Cancel);
                bool? allowed = role is "Viewer" or "ScheduleEditor" ? false : expected;
                HttpStatusCode[] wanted = allowed switch { true => [HttpStatusCode.OK, HttpStatusCode.Created], null => [HttpStatusCode.Accepted], false => [HttpStatusCode.Forbidden] };
                Assert.True(wanted.Contains(status), $"{action} by {role} on {machine}: {status} {answer?.ToJsonString()}");
                Assert.Equal(before + (allowed == true ? 1 : 0), await CountAsync(aws, call));
                var row = Assert.Single(await program.AuditAsync("?q=" + Uri.EscapeDataString(reason), Cancel))!;
                Assert.Contains(allowed switch { true => "Done", null => "Waiting", false => "Refused" }, row.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task The_same_request_sent_again_is_done_once_and_gets_the_same_answer()
    {
        var arn = (string)(await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name = "sent-twice", definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel))["stateMachineArn"]!;
        var executionArn = (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = arn, input = "{}" }, Cancel))["executionArn"]!;
        using var program = await ProgramClient.SignInAsync(site.Dashboard.Url, "Operator", Cancel);
        var ask = new { executionArn, reason = "late file", requestId = Guid.NewGuid() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => program.PostAsync("/api/executions/rerun", ask, Cancel)));
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{a.Status}"));
        var last = await program.PostAsync("/api/executions/rerun", ask, Cancel);
        Assert.Equal((HttpStatusCode.Created, $"rerun-{ask.requestId:n}"), (last.Status, ((string)last.Answer!["executionArn"]!).Split(':')[^1]));
        var list = await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = arn }, Cancel);
        Assert.Equal(2, list["executions"]!.AsArray().Count);
    }

    private static IEnumerable<(string Name, string Value)> Settings(string setting)
    {
        var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        yield return (name, value);
        if (name.StartsWith("Grants__0__", StringComparison.Ordinal))
        {
            // The same limit for both roles that act.
            yield return ("Grants__0__Role", "Operator");
            yield return (name.Replace("__0__", "__1__", StringComparison.Ordinal), value);
            yield return ("Grants__1__Role", "Administrator");
        }
    }

    private static async Task<long> CountAsync(SandboxControl aws, string call) => (await aws.RequestsAsync(Cancel)).GetValueOrDefault(call);
}
