using System.Net;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>The dashboard's process killed in the middle of edits of schedules, in every gap between two calls and anywhere among many; <c>DASHBOARD_KILLS</c> says how often among many.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class KilledEditTests(DemoSite site)
{
    private const string Update = "Scheduler.UpdateSchedule";
    private const string Get = "Scheduler.GetSchedule";
    private const int Many = 12;

    private readonly List<Asked> _asked = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_edits_schedules_each_is_wholly_old_or_wholly_new_and_the_audit_log_says_which()
    {
        using var killed = new KillableDashboard(site, Cancel);
        var (writes, reads) = (0L, 0L);

        // The row is written, and the schedule is being looked at once more.
        var written = await MakeAsync(1);
        await KillAsync(killed, new { slow = 1.0, slowSeconds = 3 }, Get, written, async (program, _) => (await program.AuditAsync("?state=open", Cancel)).Any(r => (string)r!["id"]! == $"{written[0].Id}"));

        // UpdateSchedule is under way, and has no effect yet.
        writes = await CallsAsync("UpdateSchedule");
        await KillAsync(killed, new { timeout = 1.0 }, Update, await MakeAsync(1), async (_, _) => await CallsAsync("UpdateSchedule") > writes);

        // It has its effect, and the answer is under way.
        var changed = await MakeAsync(1);
        await KillAsync(killed, new { lostAnswer = 1.0 }, Update, changed, async (_, _) => await Schedules.MembersAsync(site.Sandbox, changed[0].Name, Cancel) != changed[0].Old);

        // It was answered, and what AWS holds is being read back.
        (writes, reads) = (await CallsAsync("UpdateSchedule"), long.MaxValue);
        await KillAsync(killed, new { slow = 1.0, slowSeconds = 2 }, Get, await MakeAsync(1), async (_, _) =>
        {
            var calls = await site.Sandbox.RequestsAsync(Cancel);
            if (calls.GetValueOrDefault("UpdateSchedule") > writes && reads == long.MaxValue)
            {
                reads = calls["GetSchedule"];
            }

            return calls["GetSchedule"] > reads;
        });

        // A third of many has been answered; the others are anywhere on their way.
        for (var kill = 0; kill < KillableDashboard.Kills; kill++)
        {
            await KillAsync(killed, new { slow = 1.0, slowSeconds = 0.05 }, "Scheduler.*", await MakeAsync(Many), (_, answers) => Task.FromResult(answers.Count(a => a.IsCompleted) >= answers.Count / 3));
        }

        await CheckAsync(killed);
    }

    private async Task CheckAsync(KillableDashboard killed)
    {
        var (last, program) = await killed.SettleAsync();
        await using var _ = last;
        using var _1 = program;
        var rows = (await program.AuditAsync("?q=killed", Cancel)).ToDictionary(r => (string)r!["id"]!, r => (string)r!["state"]!);
        List<string> wrong = [];
        foreach (var edit in _asked)
        {
            var (now, state) = (await Schedules.MembersAsync(site.Sandbox, edit.Name, Cancel), rows.GetValueOrDefault($"{edit.Id}"));

            // No row: it was cut off before anything was written down.
            var isRight = state switch { "Done" => now == edit.New, "Failed" or null => now == edit.Old, _ => false };
            if (!isRight || (edit.Answer == HttpStatusCode.OK && state != "Done"))
            {
                wrong.Add($"{edit.Name}: answered {edit.Answer}, on record as {state}, holds {now}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(killed.Missed <= 1, $"{killed.Missed} gaps were not reached");
        Assert.All((string[])["Done", "Failed"], state => Assert.Contains(state, rows.Values));

        // Whoever lost their answer asks again: what is done is not done once more, and what is not can be done.
        var writes = await CallsAsync("UpdateSchedule");
        foreach (var edit in _asked)
        {
            var isDone = rows.GetValueOrDefault($"{edit.Id}") == "Done";
            var body = edit with { Id = isDone ? edit.Id : Guid.CreateVersion7() };
            Assert.Equal(HttpStatusCode.OK, await killed.AskAsync(program, "/api/schedules/edit", body.Body));
            Assert.Equal(edit.New, await Schedules.MembersAsync(site.Sandbox, edit.Name, Cancel));
        }

        Assert.Equal(writes + _asked.Count(e => rows.GetValueOrDefault($"{e.Id}") != "Done"), await CallsAsync("UpdateSchedule"));
        await last.KillAsync();
        await Task.WhenAll(_asked.Select(e => site.Sandbox.DeleteScheduleAsync(e.Name, Cancel)));
    }

    private async Task KillAsync(KillableDashboard killed, object fault, string operation, List<Asked> edits, Func<ProgramClient, IReadOnlyList<Task<HttpStatusCode?>>, Task<bool>> reached)
    {
        var answers = await killed.KillAsync(
            new Dictionary<string, object> { [operation] = fault }, _ => Task.CompletedTask, program => edits.Select(e => killed.AskAsync(program, "/api/schedules/edit", e.Body)), reached);
        _asked.AddRange(edits.Zip(answers, (edit, answer) => edit with { Answer = answer }));
    }

    private async Task<List<Asked>> MakeAsync(int count)
    {
        List<Asked> made = [];
        for (var i = 0; i < count; i++)
        {
            var name = $"killed-{Guid.NewGuid():n}";
            await site.Sandbox.CreateScheduleAsync(name, Schedules.Nightly("arn:aws:lambda:ap-northeast-1:123456789012:function:none"), Cancel);
            var old = await Schedules.MembersAsync(site.Sandbox, name, Cancel);
            var changed = JsonNode.Parse(old)!;
            (changed["ScheduleExpression"], changed["Description"], changed["Target"]!["RetryPolicy"]!["MaximumRetryAttempts"]) = ("cron(30 23 * * ? *)", $"改 {i}", 7);
            made.Add(new Asked(Guid.CreateVersion7(), name, await Schedules.SeenAsync(site.Sandbox, name, Cancel), old, changed.ToJsonString(), null));
        }

        return made;
    }

    private async Task<long> CallsAsync(string operation) => (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault(operation);

    /// <summary>An edit that was asked for, and what the schedule is without it and with it.</summary>
    private sealed record Asked(Guid Id, string Name, double Seen, string Old, string New, HttpStatusCode? Answer)
    {
        public object Body => new
        {
            group = "default",
            name = Name,
            edits = new JsonObject
            {
                ["ScheduleExpression"] = "cron(30 23 * * ? *)",
                ["Description"] = (string)JsonNode.Parse(New)!["Description"]!,
                ["Target/RetryPolicy/MaximumRetryAttempts"] = 7,
            },
            seen = Seen,
            reason = "killed",
            requestId = Id,
        };
    }
}
