using System.Net;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>Programs edit schedules and change for a time when they run: what is done, and what is refused before AWS is asked.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleEndpointTests(DemoSite site) : IAsyncDisposable
{
    private const string Edit = "/api/schedules/edit";
    private const string Plan = "/api/schedules/plan";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => site.Sandbox.EmptyDefaultGroupAsync();

    [Fact]
    public async Task An_edit_changes_what_it_names_and_nothing_else_and_is_done_once()
    {
        var (program, name, _) = await StartAsync();
        using var _1 = program;
        var others = await Schedules.MembersAsync(site.Sandbox, name, Cancel, "ScheduleExpression", "Description");
        var seen = await Schedules.SeenAsync(site.Sandbox, name, Cancel);
        var ask = new { group = "default", name, edits = new JsonObject { ["ScheduleExpression"] = "cron(30 22 * * ? *)", ["Description"] = null }, seen, reason = "later", requestId = Guid.CreateVersion7() };
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(Edit, ask, Cancel)).Status);
        var now = await NowAsync(name);
        Assert.Equal(("cron(30 22 * * ? *)", null), ((string?)now["ScheduleExpression"], (string?)now["Description"]));
        Assert.Equal(others, await Schedules.MembersAsync(site.Sandbox, name, Cancel, "ScheduleExpression", "Description"));

        // The answer got lost, and it is asked again.
        var writes = await WritesAsync();
        var (status, answer) = await program.PostAsync(Edit, ask, Cancel);
        Assert.Equal((HttpStatusCode.OK, $"{ask.requestId}", writes), (status, (string?)answer!["requestId"], await WritesAsync()));
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_named_and_not_overwritten()
    {
        var (program, name, _) = await StartAsync();
        using var _1 = program;
        var whole = await NowAsync(name);
        await site.Sandbox.ChangeScheduleAsync("default", name, "Description", "changed by the batch team", Cancel);
        var writes = await WritesAsync();
        foreach (var (seen, told) in new[] { (whole, "Description"), (whole["LastModificationDate"]!, "LastModificationDate"), (JsonValue.Create("2026-01-01T00:00:00Z")!, "LastModificationDate") })
        {
            var (status, answer) = await program.PostAsync(Edit, new { group = "default", name, edits = new JsonObject { ["State"] = "DISABLED" }, seen, reason = "off" }, Cancel);
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Contains(told, (string?)answer!["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(writes, await WritesAsync());
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(Edit, new { group = "default", name, edits = new JsonObject { ["State"] = "DISABLED" }, seen = await NowAsync(name), reason = "off" }, Cancel)).Status);
    }

    [Theory]
    [InlineData("""{"ScheduleExpression":"cron(0 9 * * * *)"}""", "cannot both be given")]
    [InlineData("""{"ScheduleExpression":"cron(60 9 * * ? *)"}""", "out of range")]
    [InlineData("""{"ScheduleExpression":"0 9 * * 1"}""", "none of")]
    [InlineData("""{"ScheduleExpression":null}""", "no expression")]
    [InlineData("""{"ScheduleExpression":5}""", "takes a text")]
    [InlineData("""{"ScheduleExpression":"\ud800"}""", "takes a text")]
    [InlineData("""{"ScheduleExpressionTimezone":"Tokyo"}""", "time zone is unknown")]
    [InlineData("""{"StartDate":1e99}""", "seconds since 1970")]
    [InlineData("""{"StartDate":1}""", "in the past")]
    [InlineData("""{"Target/Input":"{"}""", "no JSON")]
    [InlineData("""{"Target/Arn":"arn:aws:states:ap-northeast-1:123456789012:stateMachine:other"}""", "cannot be changed here")]
    [InlineData("""{"Target/DeadLetterConfig":{"Arn":"a","Arn":"b"}}""", "nothing else")]
    [InlineData("""{"Description":"夜間締め"}""", "Nothing is changed")]
    [InlineData("{}", "Nothing is changed")]
    public async Task A_wrong_edit_is_refused_in_words_and_AWS_is_not_asked(string edits, string told)
    {
        var (program, name, _) = await StartAsync();
        using var _1 = program;
        var writes = await WritesAsync();
        var (status, text) = await program.PostTextAsync(Edit, $$"""{"group":"default","name":"{{name}}","edits":{{edits}},"seen":{{await site.Sandbox.ScheduleAsync("default", name, Cancel)}},"reason":"wrong"}""", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.Equal(writes, await WritesAsync());
    }

    [Fact]
    public async Task A_schedule_that_names_its_machine_in_its_input_is_not_turned_to_another()
    {
        var (program, name, machine) = await StartAsync();
        using var _1 = program;
        await site.Sandbox.CreateScheduleAsync(name + "-u", new
        {
            ScheduleExpression = "rate(1 day)", FlexibleTimeWindow = new { Mode = "OFF" },
            Target = new { Arn = "arn:aws:scheduler:::aws-sdk:sfn:startExecution", RoleArn = "arn:aws:iam::123456789012:role/r", Input = $$"""{"StateMachineArn":"{{machine}}"}""" },
        }, Cancel);
        var edits = new JsonObject { ["Target/Input"] = $$"""{"StateMachineArn":"{{machine}}-other"}""" };
        var (status, answer) = await program.PostAsync(Edit, new { group = "default", name = name + "-u", edits, seen = await NowAsync(name + "-u"), reason = "x" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("another state machine", (string?)answer!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_moved_and_moved_back()
    {
        var (program, name, _) = await StartAsync("cron(0 22 1 1 ? *)");
        using var _1 = program;
        var before = await Schedules.MembersAsync(site.Sandbox, name, Cancel);
        var plan = Guid.CreateVersion7();
        var year = DateTimeOffset.UtcNow.AddHours(9).Year + 1;
        var move = new { group = "default", name, kind = "move", fire = $"{year}-01-01T22:00+09:00", at = $"{year}-01-01T23:30:00+09:00", reason = "late file", requestId = plan };
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsync(Plan, move with { fire = $"{year + 1}-01-01T22:00+09:00", requestId = Guid.CreateVersion7() }, Cancel)).Status);
        var (status, answer) = await program.PostAsync(Plan, move, Cancel);
        Assert.True(status == HttpStatusCode.OK, $"{answer}");
        Assert.NotEqual(before, await Schedules.MembersAsync(site.Sandbox, name, Cancel));
        Assert.Contains($"at({year}-01-01T23:30:00)", await site.Sandbox.ScheduleAsync("default", $"once-{plan:n}", Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(Plan + "/undo", new { plan, reason = "it came" }, Cancel)).Status);
        Assert.Equal(before, await Schedules.MembersAsync(site.Sandbox, name, Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => site.Sandbox.ScheduleAsync("default", $"once-{plan:n}", Cancel));
        Assert.Equal(HttpStatusCode.Conflict, (await program.PostAsync(Plan + "/undo", new { plan, reason = "again" }, Cancel)).Status);
    }

    [Theory]
    [InlineData("""{"kind":"cancel"}""", 400, "skip, move")]
    [InlineData("""{"kind":"skip"}""", 400, "which run")]
    [InlineData("""{"kind":"skip","fire":"2030-01-01T22:00:00"}""", 400, "offset")]
    [InlineData("""{"kind":"hold","at":"9999-12-31T23:59:59Z"}""", 400, "2199")]
    [InlineData("""{"kind":"one-off","at":"2020-01-01T00:00Z"}""", 400, "This time is over")]
    [InlineData("""{"kind":"one-off","at":"2100-01-01T00:00Z","name":"../etc"}""", 400, "1 to 64")]
    [InlineData("""{"kind":"one-off","at":"2100-01-01T00:00Z","name":"nobody-made-it"}""", 404, "")]
    public async Task A_wrong_plan_is_refused_in_words(string ask, int expected, string told)
    {
        var (program, name, _) = await StartAsync();
        using var _1 = program;
        var body = JsonNode.Parse(ask)!.AsObject();
        (body["group"], body["name"], body["reason"]) = ("default", body["name"]?.DeepClone() ?? name, "wrong");
        var writes = await WritesAsync();
        var (status, answer) = await program.PostAsync(Plan, body, Cancel);
        Assert.Equal(expected, (int)status);
        Assert.Contains(told, (string?)answer!["detail"], StringComparison.Ordinal);
        Assert.Equal(writes, await WritesAsync());
    }

    [Theory]
    [InlineData(Edit)]
    [InlineData(Plan)]
    [InlineData(Plan + "/undo")]
    public async Task Without_the_token_of_the_sign_in_nothing_is_read(string path)
    {
        using var program = await ProgramClient.SignInAsync(site.Dashboard.Url, "Administrator", Cancel);
        var (status, text) = await program.PostTextAsync(path, """{"seen":1}""", Cancel, forged: true);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("antiforgery", text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<(ProgramClient Program, string Name, string Machine)> StartAsync(string expression = "cron(0 22 * * ? *)")
    {
        var name = $"api-{Guid.NewGuid():n}";
        var machine = (string)(await site.Sandbox.StepFunctionsAsync("CreateStateMachine", new { name, definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/x" }, Cancel))["stateMachineArn"]!;
        await site.Sandbox.CreateScheduleAsync(name, Schedules.Nightly(machine, expression), Cancel);
        return (await ProgramClient.SignInAsync(site.Dashboard.Url, "Administrator", Cancel), name, machine);
    }

    private async Task<JsonNode> NowAsync(string name) => JsonNode.Parse(await site.Sandbox.ScheduleAsync("default", name, Cancel))!;

    private async Task<long> WritesAsync() => (await site.Sandbox.RequestsAsync(Cancel)) is var calls ? calls.GetValueOrDefault("UpdateSchedule") + calls.GetValueOrDefault("CreateSchedule") : 0;
}
