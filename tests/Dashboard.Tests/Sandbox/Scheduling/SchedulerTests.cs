using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Scheduling;

public sealed class SchedulerTests
{
    private const string Path = "/schedules/nightly";

    [Fact]
    public async Task An_update_replaces_the_whole_schedule_and_keeps_members_it_does_not_know()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var schedule = Schedule();
        schedule["Description"] = "夜間";
        schedule["Target"]!["EcsParameters"] = new JsonObject { ["TaskDefinitionArn"] = "arn:x", ["NewMember"] = new JsonArray(1) };
        Assert.Equal("arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/nightly", Some.Text(await sandbox.RestAsync("POST", Path, schedule), "ScheduleArn"));
        var created = await sandbox.RestAsync("GET", Path);
        Assert.Equal(("夜間", "UTC", "ENABLED", "NONE", "185"), (Some.Text(created, "Description"), Some.Text(created, "ScheduleExpressionTimezone"), Some.Text(created, "State"), Some.Text(created, "ActionAfterCompletion"), Some.Text(created, "Target.RetryPolicy.MaximumRetryAttempts")));
        Assert.Equal("1", Some.Text(created, "Target.EcsParameters.NewMember.0"));
        sandbox.Pass(60);
        var update = Schedule();
        update["State"] = "DISABLED";
        await sandbox.RestAsync("PUT", Path, update);
        var updated = await sandbox.RestAsync("GET", Path + "?groupName=default");
        Assert.Equal(("", "DISABLED", ""), (Some.Text(updated, "Description"), Some.Text(updated, "State"), Some.Text(updated, "Target.EcsParameters")));
        Assert.Equal(("1794268800", "1794268860"), (Some.Text(updated, "CreationDate"), Some.Text(updated, "LastModificationDate")));
    }

    [Theory]
    [InlineData("ScheduleExpression", "\"cron(0 10 * * * *)\"", "400", "ValidationException", "Invalid Schedule Expression cron(0 10 * * * *).")]
    [InlineData("ScheduleExpressionTimezone", "\"Asia/Nowhere\"", "400", "ValidationException", "Invalid Timezone provided: Asia/Nowhere.")]
    [InlineData("StartDate", "1794268000", "400", "ValidationException", "The StartDate you specify cannot be earlier than 5 minutes ago.")]
    [InlineData("GroupName", "\"none\"", "404", "ResourceNotFoundException", "Schedule group none does not exist.")]
    public async Task A_wrong_schedule_is_refused_as_AWS_does(string member, string value, string status, string code, string message)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var schedule = Schedule();
        schedule[member] = JsonNode.Parse(value);
        var answer = await sandbox.RestAsync("POST", Path, schedule);
        Assert.Equal((status, code, message), (Some.Text(answer, "status"), Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    [Fact]
    public async Task Names_that_exist_and_names_that_do_not_are_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", Path, Schedule());
        Assert.Equal(("409", "ConflictException"), await CodeAsync(sandbox.RestAsync("POST", Path, Schedule())));
        Assert.Equal(("404", "ResourceNotFoundException"), await CodeAsync(sandbox.RestAsync("PUT", "/schedules/none", Schedule())));
        await sandbox.RestAsync("DELETE", Path);
        Assert.Equal(("404", "ResourceNotFoundException"), await CodeAsync(sandbox.RestAsync("GET", Path)));
    }

    [Fact]
    public async Task Groups_have_tags_and_take_their_schedules_with_them()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var arn = Some.Text(await sandbox.RestAsync("POST", "/schedule-groups/g", new { Tags = new[] { new { Key = "Name", Value = "計画" } } }), "ScheduleGroupArn");
        Assert.Equal("計画", Some.Text(await sandbox.RestAsync("GET", $"/tags/{Uri.EscapeDataString(arn)}"), "Tags.0.Value"));
        var schedule = Schedule();
        schedule["GroupName"] = "g";
        await sandbox.RestAsync("POST", Path, schedule);
        Assert.Single((await sandbox.RestAsync("GET", "/schedules?ScheduleGroup=g&NamePrefix=ni"))["Schedules"]!.AsArray());
        Assert.Equal(["default", "g"], (await sandbox.RestAsync("GET", "/schedule-groups"))["ScheduleGroups"]!.AsArray().Select(g => Some.Text(g, "Name")));
        await sandbox.RestAsync("DELETE", "/schedule-groups/g");
        Assert.Empty((await sandbox.RestAsync("GET", "/schedules"))["Schedules"]!.AsArray());
    }

    [Fact]
    public async Task A_schedule_starts_its_machine_at_its_time_with_the_context_filled_in()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await sandbox.RestAsync("POST", Path, Schedule());
        sandbox.Pass(3599);
        Assert.Empty(await InputsAsync(sandbox));
        sandbox.Pass(2 * 24 * 3600);
        var at = (string when) => $$"""{"by":"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/nightly","at":"{{when}}"}""";
        Assert.Equal([at("2026-11-11T01:00:00Z"), at("2026-11-10T01:00:00Z")], await InputsAsync(sandbox));
    }

    [Fact]
    public async Task A_universal_target_starts_an_execution_by_name()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        var schedule = Schedule();
        schedule["ScheduleExpression"] = "at(2026-11-10T00:10:00)";
        schedule["ActionAfterCompletion"] = "DELETE";
        schedule["Target"]!["Arn"] = "arn:aws:scheduler:::aws-sdk:sfn:startExecution";
        schedule["Target"]!["Input"] = $$"""{"StateMachineArn":"{{Some.MachineArn}}m","Name":"once","Input":"{\"a\":1}"}""";
        await sandbox.RestAsync("POST", Path, schedule);
        sandbox.Pass(601);
        Assert.Equal("""{"a":1}""", Some.Text(await Some.DescribeAsync(sandbox, "m", "once"), "input"));
        Assert.Equal("404", Some.Text(await sandbox.RestAsync("GET", Path), "status"));
    }

    [Fact]
    public async Task A_disabled_schedule_does_not_fire()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await sandbox.RestAsync("POST", Path, Schedule());
        var update = Schedule();
        update["State"] = "DISABLED";
        await sandbox.RestAsync("PUT", Path, update);
        sandbox.Pass(3 * 24 * 3600);
        Assert.Empty(await InputsAsync(sandbox));
    }

    private static JsonObject Schedule() => new()
    {
        ["ScheduleExpression"] = "cron(0 1 * * ? *)",
        ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },
        ["Target"] = new JsonObject
        {
            ["Arn"] = Some.MachineArn + "m",
            ["RoleArn"] = Some.RoleArn,
            ["Input"] = """{"by":"<aws.scheduler.schedule-arn>","at":"<aws.scheduler.scheduled-time>"}""",
        },
    };

    private static async Task<List<string>> InputsAsync(SandboxCaller sandbox)
    {
        var list = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m" });
        var inputs = new List<string>();
        foreach (var execution in list["executions"]!.AsArray())
        {
            inputs.Add(Some.Text(await Some.DescribeAsync(sandbox, "m", Some.Text(execution, "name")), "input"));
        }

        return inputs;
    }

    private static async Task<(string Status, string Code)> CodeAsync(Task<JsonNode> call) => await call is var answer ? (Some.Text(answer, "status"), Some.Text(answer, "code")) : default;
}
