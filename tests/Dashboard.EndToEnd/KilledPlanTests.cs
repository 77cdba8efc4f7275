using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>The dashboard's process killed between the steps of temporary changes and of taking them back: before each call has its effect, and after it.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class KilledPlanTests(DemoSite site)
{
    private const string Plan = "/api/schedules/plan";

    // Where it is killed: in which call of AWS, and whether that one has had its effect.
    private static readonly (string Kind, bool IsUndo, string Call, bool HasEffect)[] Cuts =
    [
        ("move", false, "CreateSchedule", false), ("move", false, "CreateSchedule", true), ("move", false, "UpdateSchedule", false), ("move", false, "UpdateSchedule", true),
        ("skip", false, "UpdateSchedule", false), ("skip", false, "UpdateSchedule", true), ("hold", false, "UpdateSchedule", true), ("one-off", false, "CreateSchedule", false), ("one-off", false, "CreateSchedule", true),
        ("move", true, "UpdateSchedule", false), ("move", true, "UpdateSchedule", true), ("move", true, "DeleteSchedule", false), ("one-off", true, "DeleteSchedule", true), ("hold", true, "UpdateSchedule", false),
    ];

    // Twice as often as it is killed anyway, where that is asked for.
    private static int Rounds => Math.Max(1, KillableDashboard.Kills / Cuts.Length);

    // The next run is far away: none takes place meanwhile.
    private static int Year => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Asia/Tokyo").Year + 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_between_its_steps_a_temporary_change_is_wholly_there_or_nothing_of_it_is_and_it_can_be_taken_back()
    {
        using var killed = new KillableDashboard(site, Cancel);
        List<(string Cut, string Kind, string Name, string Before, Guid Plan, Guid? Undo)> asked = [];
        foreach (var (kind, isUndo, call, hasEffect) in Enumerable.Repeat(Cuts, Rounds).SelectMany(c => c))
        {
            var name = $"cut-{Guid.NewGuid():n}";
            await site.Sandbox.CreateScheduleAsync(name, Schedules.Nightly("arn:aws:lambda:ap-northeast-1:123456789012:function:none", "cron(0 22 1 1 ? *)"), Cancel);
            var (before, plan, undo) = (await Schedules.MembersAsync(site.Sandbox, name, Cancel), Guid.CreateVersion7(), isUndo ? Guid.CreateVersion7() : (Guid?)null);
            asked.Add(($"{kind}{(isUndo ? " undone" : "")}, {call} {(hasEffect ? "after" : "before")} its effect", kind, name, before, plan, undo));
            var calls = await CallsAsync(call);
            var held = before;
            await killed.KillAsync(
                new Dictionary<string, object> { ["Scheduler." + call] = hasEffect ? new { lostAnswer = 1.0 } : new { timeout = 1.0 } },
                async program =>
                {
                    if (isUndo)
                    {
                        Assert.Equal(HttpStatusCode.OK, await killed.AskAsync(program, Plan, Body(kind, name, plan)));
                        held = await Schedules.MembersAsync(site.Sandbox, name, Cancel);
                        calls = await CallsAsync(call);
                    }
                },
                program => [undo is { } id ? killed.AskAsync(program, Plan + "/undo", new { plan, reason = "killed", requestId = id }) : killed.AskAsync(program, Plan, Body(kind, name, plan))],
                async (_, _) => await CallsAsync(call) > calls && (!hasEffect || await HasEffectAsync()));

            async Task<bool> HasEffectAsync() => call == "UpdateSchedule" ? await Schedules.MembersAsync(site.Sandbox, name, Cancel) != held : await IsThereAsync(plan) == (call == "CreateSchedule");
        }

        var (last, reader) = await killed.SettleAsync();
        await using var _ = last;
        using var _1 = reader;
        var rows = (await reader.AuditAsync("?q=killed", Cancel)).ToDictionary(r => (string)r!["id"]!, r => (string)r!["state"]!);
        var ends = new List<string>();
        foreach (var (cut, kind, name, before, plan, undo) in asked)
        {
            // One that was taken back was made before that, so nothing is left of it; its taking back was done, whatever cut it off.
            var isThere = undo is null && rows.GetValueOrDefault($"{plan}") == "Done";
            Assert.True(undo is null || rows[$"{undo}"] == "Done", cut);
            await AssertAsync(cut, kind, name, before, plan, isThere);
            var (status, answer) = await reader.PostAsync(Plan + "/undo", new { plan, reason = "killed" }, Cancel);
            Assert.True(status == (isThere ? HttpStatusCode.OK : HttpStatusCode.Conflict), $"{cut}: {status} {answer}");
            ends.Add(isThere ? "InEffect" : undo is null ? "Failed" : "Undone");
            Assert.True(isThere || $"{answer!["detail"]}".Contains(ends[^1], StringComparison.Ordinal), $"{cut}: {answer}");
            await AssertAsync(cut, kind, name, before, plan, false);
        }

        // The repair of an earlier one may have met what was meant for a later one.
        Assert.True(killed.Missed <= 2, $"{killed.Missed} cuts were not reached");
        Assert.Equal(["Failed", "InEffect", "Undone"], ends.Distinct().Order());
        await last.KillAsync();
        await Task.WhenAll(asked.Select(a => site.Sandbox.DeleteScheduleAsync(a.Name, Cancel)));
    }

    // The store says whether it is there: then each part of it is, else none; all else of the schedule is what it was to the byte.
    private async Task AssertAsync(string cut, string kind, string name, string before, Guid plan, bool isThere)
    {
        var now = JsonNode.Parse(await Schedules.MembersAsync(site.Sandbox, name, Cancel))!.AsObject();
        Assert.True(now.Remove("StartDate") == (isThere && kind != "one-off"), $"{cut}: {now}");
        Assert.True(now.ToJsonString() == before, $"{cut}: {now}");
        Assert.True(await IsThereAsync(plan) == (isThere && kind is "move" or "one-off"), $"{cut}: once-{plan:n}");
    }

    private async Task<bool> IsThereAsync(Guid plan)
    {
        try
        {
            return (await site.Sandbox.ScheduleAsync("default", $"once-{plan:n}", Cancel)).Length > 0;
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static object Body(string kind, string name, Guid requestId)
    {
        var (fire, at) = (string.Create(CultureInfo.InvariantCulture, $"{Year}-01-01T22:00+09:00"), string.Create(CultureInfo.InvariantCulture, $"{Year}-01-02T03:00+09:00"));
        return new { group = "default", name, kind, fire, at, reason = "killed", requestId };
    }

    private async Task<long> CallsAsync(string operation) => (await site.Sandbox.RequestsAsync(Cancel)).GetValueOrDefault(operation);
}
