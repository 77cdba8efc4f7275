using System.Globalization;
using System.Net;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>The dashboard's process killed in the middle of its work, again and again; <c>DASHBOARD_KILLS</c> says how often.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class KilledTests(DemoSite site)
{
    private const int ClicksAKill = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_asks_AWS_what_is_on_record_as_done_was_started_once_and_nothing_else_was()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("DASHBOARD_KILLS") ?? "2", CultureInfo.InvariantCulture);
        var name = $"killed-{Guid.NewGuid():n}";
        var machine = (string)(await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel))["stateMachineArn"]!;
        var old = (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = machine, input = "{}" }, Cancel))["executionArn"]!;
        var data = Directory.CreateTempSubdirectory("killed").FullName;
        var settings = new Dictionary<string, string>(TeamSite.Aws(site)) { ["Dashboard__Mode"] = "Personal", ["Dashboard__Token"] = PersonalSite.Token, ["Dashboard__DataFolder"] = data };
        var clicks = new List<Guid>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var dashboard = await DashboardProcess.StartAsync(settings, Cancel);
            using var program = await ProgramClient.SignInByLinkAsync(dashboard.Url, PersonalSite.Token, Cancel);
            var asked = Enumerable.Range(0, ClicksAKill).Select(_ => Guid.CreateVersion7()).ToList();
            clicks.AddRange(asked);
            var answers = asked.Select(id => AskAsync(program, old, id)).ToList();

            // A third of them has been answered; the others are anywhere on their way.
            var left = new List<Task<HttpStatusCode?>>(answers);
            while (left.Count > ClicksAKill * 2 / 3)
            {
                left.Remove(await Task.WhenAny(left));
            }

            await dashboard.KillAsync();
            await Task.WhenAll(answers);
        }

        await using var last = await DashboardProcess.StartAsync(settings, Cancel);
        using var reader = await ProgramClient.SignInByLinkAsync(last.Url, PersonalSite.Token, Cancel);
        while ((await reader.AuditAsync("?state=open", Cancel)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel); // Its first look comes with its first minute.
        }

        // Whoever lost their answer clicks again: what was done is not done once more.
        foreach (var id in clicks)
        {
            await AskAsync(reader, old, id);
        }

        var rows = await reader.AuditAsync("", Cancel);
        var done = rows.Where(r => r!.ToJsonString().Contains($":execution:{name}:rerun-", StringComparison.Ordinal)).Count();
        var started = new List<string>();
        string? token = null;
        do
        {
            var page = await site.Sandbox.StepFunctionsAsync("ListExecutions", new { stateMachineArn = machine, maxResults = 1000, nextToken = token }, Cancel);
            started.AddRange(page["executions"]!.AsArray().Select(e => (string)e!["name"]!));
            token = (string?)page["nextToken"];
        }
        while (token is not null);
        Assert.True(done >= kills * ClicksAKill / 3, $"{done} of {clicks.Count}");
        Assert.Equal(done, started.Count(n => n.StartsWith("rerun-", StringComparison.Ordinal)));
        Assert.Equal(started.Count, started.Distinct().Count());
        await last.KillAsync();
        Directory.Delete(data, true);
    }

    private static async Task<HttpStatusCode?> AskAsync(ProgramClient program, string executionArn, Guid requestId)
    {
        try
        {
            return (await program.PostAsync("/api/executions/rerun", new { executionArn, reason = "late file", requestId }, Cancel)).Status;
        }
        catch (HttpRequestException)
        {
            return null; // The process is gone.
        }
    }
}
