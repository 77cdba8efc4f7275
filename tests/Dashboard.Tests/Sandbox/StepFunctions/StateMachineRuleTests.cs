using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class StateMachineRuleTests
{
    private const string Arn = Some.MachineArn + "m";
    private const string TwoWaits = """{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"Next":"B"},"B":{"Type":"Wait","Seconds":60,"End":true}}}""";

    [Fact]
    public async Task Creating_again_with_another_role_or_other_tags_changes_nothing()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        var again = await sandbox.SfnAsync("CreateStateMachine", new { name = "m", definition = Some.PassDefinition, roleArn = Some.RoleArn + "2", tags = new[] { new { key = "a", value = "1" } } });
        Assert.Equal(Arn, Some.Text(again, "stateMachineArn"));
        Assert.Equal(Some.RoleArn, Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Arn }), "roleArn"));
        Assert.Equal("[]", (await sandbox.SfnAsync("ListTagsForResource", new { resourceArn = Arn }))["tags"]!.ToJsonString());
        foreach (var other in (object[])[
            new { name = "m", definition = Some.PassDefinition, roleArn = Some.RoleArn, type = "EXPRESS" },
            new { name = "m", definition = Some.PassDefinition, roleArn = Some.RoleArn, publish = true },
            new { name = "m", definition = Some.PassDefinition, roleArn = Some.RoleArn, tracingConfiguration = new { enabled = true } }])
        {
            Assert.Equal("StateMachineAlreadyExists", Some.Text(await sandbox.SfnAsync("CreateStateMachine", other), "code"));
        }
    }

    [Fact]
    public async Task A_version_is_described_only_where_one_is_published()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var body = new JsonObject { ["name"] = "m", ["definition"] = Some.PassDefinition, ["roleArn"] = Some.RoleArn, ["versionDescription"] = "first" };
        Assert.Equal("ValidationException", Some.Text(await sandbox.SfnAsync("CreateStateMachine", body), "code"));
        body["publish"] = true;
        Assert.Equal(Arn + ":1", Some.Text(await sandbox.SfnAsync("CreateStateMachine", body), "stateMachineVersionArn"));
        Assert.Equal(Arn + ":1", Some.Text(await sandbox.SfnAsync("CreateStateMachine", body), "stateMachineVersionArn"));
        Assert.Equal("first", Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Arn + ":1" }), "description"));
        Assert.Equal("ValidationException", Some.Text(await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Arn, definition = Some.WaitDefinition, versionDescription = "x" }), "code"));
        Assert.Equal("MissingRequiredParameter", Some.Text(await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Arn }), "code"));
    }

    [Fact]
    public async Task A_deleted_machine_goes_when_its_executions_have_ended_and_they_end_with_their_state()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", TwoWaits);
        await Some.StartAsync(sandbox, "m", "run");
        await sandbox.SfnAsync("DeleteStateMachine", new { stateMachineArn = Arn });
        Assert.Equal("DELETING", Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Arn }), "status"));
        Assert.Equal(("StateMachineDeleting", $"State Machine is being deleted: '{Arn}'"), await ErrorAsync(Some.StartAsync(sandbox, "m", "late")));
        Assert.Equal("StateMachineDeleting", (await ErrorAsync(Some.MachineAsync(sandbox, "m", TwoWaits))).Code);
        Assert.Equal("StateMachineDeleting", (await ErrorAsync(sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Arn, definition = Some.PassDefinition }))).Code);
        sandbox.Pass(59);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        sandbox.Pass(2);
        Assert.Equal("ABORTED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
        Assert.Equal("StateMachineDoesNotExist", (await ErrorAsync(sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Arn }))).Code);
        Assert.Equal(Arn, Some.Text(await Some.MachineAsync(sandbox, "m", Some.PassDefinition), "stateMachineArn"));
    }

    [Theory]
    [InlineData("CreateStateMachine")]
    [InlineData("CreateActivity")]
    [InlineData("TagResource")]
    public async Task A_resource_has_at_most_fifty_tags(string operation)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "tagged", Some.PassDefinition);
        JsonArray Tags(int count) => new([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["key"] = $"k{i}", ["value"] = "v" })]);
        JsonObject Body(int count) => new() { ["name"] = "m", ["definition"] = Some.PassDefinition, ["roleArn"] = Some.RoleArn, ["resourceArn"] = Some.MachineArn + "tagged", ["tags"] = Tags(count) };
        Assert.Equal("TooManyTags", (await ErrorAsync(sandbox.SfnAsync(operation, Body(51)))).Code);
        Assert.Equal("", (await ErrorAsync(sandbox.SfnAsync(operation, Body(50)))).Code);
    }

    [Theory]
    [InlineData("nonsense", "InvalidArn")]
    [InlineData(Some.MachineArn + "none", "ResourceNotFound")]
    public async Task Tags_of_what_is_not_there_are_refused(string arn, string code)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(code, (await ErrorAsync(sandbox.SfnAsync("ListTagsForResource", new { resourceArn = arn }))).Code);
    }

    [Theory]
    [InlineData("a\u0001")]
    [InlineData("a\u0085")]
    [InlineData("a\t")]
    [InlineData("a😀")]
    [InlineData("a\uffff")]
    [InlineData("a'b\"")]
    [InlineData("a*")]
    [InlineData("[a]")]
    public async Task A_name_with_a_forbidden_character_is_refused(string name)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        Assert.Equal(("InvalidName", $"Invalid Name: '{name}'"), await ErrorAsync(Some.StartAsync(sandbox, "m", name)));
        Assert.Equal("InvalidName", (await ErrorAsync(Some.MachineAsync(sandbox, name, Some.PassDefinition))).Code);
    }

    [Fact]
    public async Task An_input_has_at_most_256_KiB_in_UTF_8()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        Assert.Equal("", (await ErrorAsync(Some.StartAsync(sandbox, "m", "a", $"\"{new string('x', 262_142)}\""))).Code);
        Assert.Equal("ValidationException", (await ErrorAsync(Some.StartAsync(sandbox, "m", "b", $"\"{new string('夜', 87_381)}\""))).Code);
    }

    [Fact]
    public async Task A_name_is_free_again_90_days_after_its_execution_ended()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await Some.StartAsync(sandbox, "m", "run", "1");
        sandbox.Pass(90 * 24 * 3600);
        Assert.Equal("ExecutionAlreadyExists", (await ErrorAsync(Some.StartAsync(sandbox, "m", "run", "2"))).Code);
        sandbox.Pass(1);
        Assert.Equal("ExecutionDoesNotExist", (await ErrorAsync(Some.DescribeAsync(sandbox, "m", "run"))).Code);
        Assert.Empty((await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Arn }))["executions"]!.AsArray());
        await Some.StartAsync(sandbox, "m", "run", "2");
        Assert.Equal("2", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "input"));
    }

    [Fact]
    public async Task Stopping_a_closed_execution_tells_when_it_ended()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.WaitDefinition);
        await Some.StartAsync(sandbox, "m", "run");
        sandbox.Pass(700);
        Assert.Equal("1794269400", Some.Text(await sandbox.SfnAsync("StopExecution", new { executionArn = Some.ExecutionArn + "m:run", error = "E" }), "stopDate"));
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "run"), "status"));
    }

    [Fact]
    public async Task Aliases_are_listed_newest_first_and_need_versions_that_exist()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await sandbox.SfnAsync("PublishStateMachineVersion", new { stateMachineArn = Arn });
        var first = new { name = "a", routingConfiguration = new[] { new { stateMachineVersionArn = Arn + ":1", weight = 100 } } };
        await sandbox.SfnAsync("CreateStateMachineAlias", first);
        sandbox.Pass(1);
        await sandbox.SfnAsync("CreateStateMachineAlias", first with { name = "b" });
        Assert.Equal("", (await ErrorAsync(sandbox.SfnAsync("CreateStateMachineAlias", first))).Code);
        var listed = await sandbox.SfnAsync("ListStateMachineAliases", new { stateMachineArn = Arn });
        Assert.Equal([Arn + ":b", Arn + ":a"], listed["stateMachineAliases"]!.AsArray().Select(a => Some.Text(a, "stateMachineAliasArn")));
        Assert.Equal("ResourceNotFound", (await ErrorAsync(sandbox.SfnAsync("CreateStateMachineAlias", new { name = "c", routingConfiguration = new[] { new { stateMachineVersionArn = Arn + ":9", weight = 100 } } }))).Code);
        Assert.Equal("ValidationException", (await ErrorAsync(sandbox.SfnAsync("UpdateStateMachineAlias", new { stateMachineAliasArn = Arn + ":a" }))).Code);
        for (var i = 2; i < 100; i++)
        {
            await sandbox.SfnAsync("CreateStateMachineAlias", first with { name = $"n{i}" });
        }

        var full = await sandbox.SfnAsync("CreateStateMachineAlias", first with { name = "n100" });
        Assert.Equal(("402", "ServiceQuotaExceededException"), (Some.Text(full, "status"), Some.Text(full, "code")));
    }

    [Fact]
    public async Task An_activity_is_created_once_and_not_with_another_encryption()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var first = await sandbox.SfnAsync("CreateActivity", new { name = "a" });
        sandbox.Pass(1);
        Assert.Equal(first.ToJsonString(), (await sandbox.SfnAsync("CreateActivity", new { name = "a" })).ToJsonString());
        Assert.Equal("AWS_OWNED_KEY", Some.Text(await sandbox.SfnAsync("DescribeActivity", new { activityArn = Some.Text(first, "activityArn") }), "encryptionConfiguration.type"));
        Assert.Equal("ActivityAlreadyExists", (await ErrorAsync(sandbox.SfnAsync("CreateActivity", new { name = "a", encryptionConfiguration = new { type = "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId = "k" } }))).Code);
    }

    private static async Task<(string Code, string Text)> ErrorAsync(Task<JsonNode> call) => await call is var answer ? (Some.Text(answer, "code"), Some.Text(answer, "text")) : default;
}
