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

    [Fact]
    public async Task A_client_token_makes_a_repeated_request_act_once()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var schedule = Schedule();
        schedule["ClientToken"] = "once";
        var first = await sandbox.RestAsync("POST", Path, schedule);
        Assert.Equal(first.ToJsonString(), (await sandbox.RestAsync("POST", Path, schedule)).ToJsonString());
        schedule["Description"] = "other";
        Assert.Equal(("409", "ConflictException"), await CodeAsync(sandbox.RestAsync("POST", Path, schedule)));
        Assert.Equal("", Some.Text(await sandbox.RestAsync("DELETE", Path + "?clientToken=t"), "status"));
        Assert.Equal("", Some.Text(await sandbox.RestAsync("DELETE", Path + "?clientToken=t"), "status"));
        Assert.Equal(("404", "ResourceNotFoundException"), await CodeAsync(sandbox.RestAsync("DELETE", Path + "?clientToken=u")));
        sandbox.Pass(24 * 3600);
        Assert.Equal("", Some.Text(await sandbox.RestAsync("POST", Path, schedule), "status"));
    }

    [Theory]
    [InlineData("""{"FlexibleTimeWindow":{"Mode":"FLEXIBLE"}}""", "MaximumWindowInMinutes")]
    [InlineData("""{"FlexibleTimeWindow":{"Mode":"OFF","MaximumWindowInMinutes":5}}""", "MaximumWindowInMinutes")]
    [InlineData("""{"FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":1441}}""", "Value '1441' at 'flexibleTimeWindow.maximumWindowInMinutes' failed to satisfy constraint: Member must have value less than or equal to 1440")]
    [InlineData("""{"FlexibleTimeWindow":null}""", "Value null at 'flexibleTimeWindow' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"Target":{"Arn":"arn:aws:sqs:eu-west-1:1:q","RoleArn":"arn:aws:iam::123456789012:role/r","RetryPolicy":{"MaximumRetryAttempts":186,"MaximumEventAgeInSeconds":59}}}""", "2 validation errors detected: ")]
    [InlineData("""{"Target":{"Arn":"arn:aws:sqs:eu-west-1:1:q","RoleArn":"nobody"}}""", "at 'target.roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ")]
    [InlineData("""{"Target":{"Arn":"arn:aws:sqs:eu-west-1:1:q","RoleArn":"arn:aws:iam::123456789012:role/r","DeadLetterConfig":{"Arn":"q"}}}""", "at 'target.deadLetterConfig.arn' failed to satisfy constraint: ")]
    [InlineData("""{"State":"PAUSED"}""", "at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]")]
    [InlineData("""{"KmsKeyArn":"key"}""", "at 'kmsKeyArn' failed to satisfy constraint: ")]
    [InlineData("""{"EndDate":1794268000}""", "EndDate")]
    public async Task Members_that_break_a_rule_are_refused(string members, string message)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var schedule = Schedule();
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
        {
            schedule[name] = value?.DeepClone();
        }

        var answer = await sandbox.RestAsync("POST", Path, schedule);
        Assert.Equal(("400", "ValidationException"), (Some.Text(answer, "status"), Some.Text(answer, "code")));
        Assert.Contains(message, Some.Text(answer, "text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/schedules?MaxResults=101", "maxResults")]
    [InlineData("/schedules?State=ON", "state")]
    [InlineData("/schedules?NextToken=x", "x")]
    [InlineData("/schedules/a%20b", "name")]
    [InlineData("/schedule-groups/a%20b", "name")]
    public async Task Addresses_and_queries_are_held_against_the_model(string path, string word)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.RestAsync("GET", path);
        Assert.Equal(("400", "ValidationException"), (Some.Text(answer, "status"), Some.Text(answer, "code")));
        Assert.Contains($"'{word}'", Some.Text(answer, "text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EcsParameters", """{"TaskDefinitionArn":"arn:aws:ecs:a:1:task-definition/t","TaskCount":2,"NetworkConfiguration":{"awsvpcConfiguration":{"Subnets":["s"],"AssignPublicIp":"DISABLED"}},"Tags":[{"k":"v"}]}""")]
    [InlineData("EventBridgeParameters", """{"DetailType":"d","Source":"my.app"}""")]
    [InlineData("KinesisParameters", """{"PartitionKey":"p"}""")]
    [InlineData("SageMakerPipelineParameters", """{"PipelineParameterList":[{"Name":"n","Value":"v"}]}""")]
    [InlineData("SqsParameters", """{"MessageGroupId":"g"}""")]
    [InlineData("DeadLetterConfig", """{"Arn":"arn:aws:sqs:ap-northeast-1:123456789012:dead"}""")]
    [InlineData("RetryPolicy", """{"MaximumEventAgeInSeconds":60,"MaximumRetryAttempts":0}""")]
    public async Task Every_kind_of_target_comes_back_whole(string member, string value)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var schedule = Schedule();
        schedule["Target"]![member] = JsonNode.Parse(value);
        Assert.Equal("", Some.Text(await sandbox.RestAsync("POST", Path, schedule), "text"));
        Assert.Equal(value, (await sandbox.RestAsync("GET", Path))["Target"]![member]!.ToJsonString());
    }

    [Theory]
    [InlineData("cron(30 2 * * ? *)", "America/Los_Angeles", "2026-03-07T09:00:00Z", 3, "2026-03-07T10:30:00Z 2026-03-09T09:30:00Z")]
    [InlineData("cron(30 1 * * ? *)", "America/Los_Angeles", "2026-11-01T00:00:00Z", 2, "2026-11-01T08:30:00Z 2026-11-02T09:30:00Z")]
    [InlineData("cron(0 9 ? * MON-FRI *)", "Asia/Tokyo", "2026-11-13T00:30:00Z", 4, "2026-11-16T00:00:00Z 2026-11-17T00:00:00Z")]
    [InlineData("rate(1 days)", "America/Los_Angeles", "2026-03-07T12:00:00Z", 3, "2026-03-07T12:00:00Z 2026-03-08T12:00:00Z 2026-03-09T12:00:00Z 2026-03-10T12:00:00Z")]
    [InlineData("at(2026-07-01T09:00:00)", "Europe/Berlin", "2026-06-30T00:00:00Z", 3, "2026-07-01T07:00:00Z")]
    public async Task Executions_start_at_the_instants_of_their_zone_across_daylight_saving(string expression, string zone, string from, int days, string starts)
    {
        await using var sandbox = await SandboxCaller.StartAsync(from: DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture));
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        var schedule = Schedule();
        (schedule["ScheduleExpression"], schedule["ScheduleExpressionTimezone"]) = (expression, zone);
        await sandbox.RestAsync("POST", Path, schedule);
        sandbox.Pass((days * 24 * 3600) + 1);
        var list = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m" });
        Assert.Equal(starts, string.Join(' ', list["executions"]!.AsArray().Reverse().Select(e => DateTimeOffset.FromUnixTimeSeconds((long)(decimal)e!["startDate"]!).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture))));
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
        Assert.Equal("DELETING", Some.Text(await sandbox.RestAsync("GET", "/schedule-groups/g"), "State"));
        schedule["Name"] = "another";
        Assert.Equal(("409", "ConflictException"), await CodeAsync(sandbox.RestAsync("POST", "/schedules/another", schedule)));
        sandbox.Pass(10);
        Assert.Empty((await sandbox.RestAsync("GET", "/schedules"))["Schedules"]!.AsArray());
        Assert.Equal(("404", "ResourceNotFoundException"), await CodeAsync(sandbox.RestAsync("GET", "/schedules?ScheduleGroup=g")));
        Assert.Equal(("400", "ValidationException"), await CodeAsync(sandbox.RestAsync("DELETE", "/schedule-groups/default")));
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

    [Theory]
    [InlineData(null, 3)]
    [InlineData("2026-11-10T00:30:00Z", 2)]
    public async Task A_rate_starts_at_its_StartDate_or_else_when_it_is_made(string? start, int starts)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        var schedule = Schedule();
        (schedule["ScheduleExpression"], schedule["StartDate"]) = ("rate(1 hour)", start is null ? null : DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds());
        await sandbox.RestAsync("POST", Path, schedule);
        sandbox.Pass(2 * 3600);
        Assert.Equal(starts, (await InputsAsync(sandbox)).Count);
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
