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
        using var killed = new KillableDashboard(site, Cancel);
        var kills = KillableDashboard.Kills;
        var name = $"killed-{Guid.NewGuid():n}";
        var machine = (string)(await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel))["stateMachineArn"]!;
        var old = (string)(await site.Sandbox.StepFunctionsAsync("StartExecution", new { stateMachineArn = machine, input = "{}" }, Cancel))["executionArn"]!;
        var clicks = new List<Guid>();
        for (var kill = 0; kill < kills; kill++)
        {
            var (dashboard, program) = await killed.StartAsync();
            await using var _ = dashboard;
            using var _1 = program;
            var asked = Enumerable.Range(0, ClicksAKill).Select(_ => Guid.CreateVersion7()).ToList();
            clicks.AddRange(asked);
            var answers = asked.Select(id => AskAsync(killed, program, old, id)).ToList();

            // A third of them has been answered; the others are anywhere on their way.
            var left = new List<Task<HttpStatusCode?>>(answers);
            while (left.Count > ClicksAKill * 2 / 3)
            {
                left.Remove(await Task.WhenAny(left));
            }

            await dashboard.KillAsync();
            await Task.WhenAll(answers);
        }

        var (last, reader) = await killed.SettleAsync();
        await using var _2 = last;
        using var _3 = reader;

        // Whoever lost their answer clicks again: what was done is not done once more.
        foreach (var id in clicks)
        {
            await AskAsync(killed, reader, old, id);
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
    }

    private static Task<HttpStatusCode?> AskAsync(KillableDashboard killed, ProgramClient program, string executionArn, Guid requestId) =>
        killed.AskAsync(program, "/api/executions/rerun", new { executionArn, reason = "late file", requestId });
}
