using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class VersionTests
{
    [Fact]
    public async Task An_alias_starts_the_version_it_leads_to_and_the_execution_names_both()
    {
        await using var sandbox = await PublishedAsync();
        await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Some.WaitDefinition });
        Assert.Equal(Some.MachineArn + "m:live", Some.Text(await AliasAsync(sandbox, "m:1"), "stateMachineAliasArn"));
        await Some.StartAsync(sandbox, "m:live", "run");
        var described = await Some.DescribeAsync(sandbox, "m", "run");
        Assert.Equal(("SUCCEEDED", Some.MachineArn + "m"), (Some.Text(described, "status"), Some.Text(described, "stateMachineArn")));
        Assert.Equal((Some.MachineArn + "m:1", Some.MachineArn + "m:live"), (Some.Text(described, "stateMachineVersionArn"), Some.Text(described, "stateMachineAliasArn")));
        var started = (await Some.HistoryAsync(sandbox, "m", "run"))[0]["executionStartedEventDetails"];
        Assert.Equal((Some.MachineArn + "m:1", Some.MachineArn + "m:live"), (Some.Text(started, "stateMachineVersionArn"), Some.Text(started, "stateMachineAliasArn")));
        await Some.StartAsync(sandbox, "m", "newest");
        Assert.Null((await Some.DescribeAsync(sandbox, "m", "newest"))["stateMachineVersionArn"]);
        var listed = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m:1" });
        Assert.Equal("run", Some.Text(Assert.Single(listed["executions"]!.AsArray()), "name"));
    }

    [Fact]
    public async Task The_same_revision_is_published_once_and_an_old_one_is_a_conflict()
    {
        await using var sandbox = await PublishedAsync();
        Assert.Equal(Some.MachineArn + "m:1", Some.Text(await PublishAsync(sandbox), "stateMachineVersionArn"));
        var updated = await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Some.WaitDefinition, publish = true });
        Assert.Equal(Some.MachineArn + "m:2", Some.Text(updated, "stateMachineVersionArn"));
        Assert.Equal("ConflictException", Some.Text(await sandbox.SfnAsync("PublishStateMachineVersion", new { stateMachineArn = Some.MachineArn + "m", revisionId = "INITIAL" }), "code"));
        Assert.Equal(["m:2", "m:1"], (await sandbox.SfnAsync("ListStateMachineVersions", new { stateMachineArn = Some.MachineArn + "m" }))["stateMachineVersions"]!.AsArray().Select(v => Some.Text(v, "stateMachineVersionArn")[Some.MachineArn.Length..]));
        Assert.Equal(Some.PassDefinition, Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Some.MachineArn + "m:1" }), "definition"));
    }

    [Fact]
    public async Task A_version_that_an_alias_leads_to_stays_and_numbers_are_not_used_twice()
    {
        await using var sandbox = await PublishedAsync();
        await AliasAsync(sandbox, "m:1");
        var version = new { stateMachineVersionArn = Some.MachineArn + "m:1" };
        Assert.Equal("ConflictException", Some.Text(await sandbox.SfnAsync("DeleteStateMachineVersion", version), "code"));
        await sandbox.SfnAsync("DeleteStateMachineAlias", new { stateMachineAliasArn = Some.MachineArn + "m:live" });
        await sandbox.SfnAsync("DeleteStateMachineVersion", version);
        Assert.Equal("StateMachineDoesNotExist", Some.Text(await Some.StartAsync(sandbox, "m:1"), "code"));
        Assert.Equal(Some.MachineArn + "m:2", Some.Text(await PublishAsync(sandbox), "stateMachineVersionArn"));
    }

    [Fact]
    public async Task An_alias_is_described_updated_and_listed_and_wrong_weights_are_refused()
    {
        await using var sandbox = await PublishedAsync();
        await AliasAsync(sandbox, "m:1");
        var alias = new { stateMachineAliasArn = Some.MachineArn + "m:live", description = "夜間" };
        await sandbox.SfnAsync("UpdateStateMachineAlias", alias);
        var described = await sandbox.SfnAsync("DescribeStateMachineAlias", new { alias.stateMachineAliasArn });
        Assert.Equal(("夜間", "100"), (Some.Text(described, "description"), Some.Text(described, "routingConfiguration.0.weight")));
        Assert.Equal(alias.stateMachineAliasArn, Some.Text(await sandbox.SfnAsync("ListStateMachineAliases", new { stateMachineArn = Some.MachineArn + "m" }), "stateMachineAliases.0.stateMachineAliasArn"));
        Assert.Equal("ValidationException", Some.Text(await AliasAsync(sandbox, "m:1", 60), "code"));
        Assert.Equal("ResourceNotFound", Some.Text(await sandbox.SfnAsync("DescribeStateMachineAlias", new { stateMachineAliasArn = Some.MachineArn + "m:none" }), "code"));
    }

    private static async Task<SandboxCaller> PublishedAsync()
    {
        var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await PublishAsync(sandbox);
        return sandbox;
    }

    private static Task<JsonNode> PublishAsync(SandboxCaller sandbox) => sandbox.SfnAsync("PublishStateMachineVersion", new { stateMachineArn = Some.MachineArn + "m" });

    private static Task<JsonNode> AliasAsync(SandboxCaller sandbox, string version, int weight = 100) =>
        sandbox.SfnAsync("CreateStateMachineAlias", new { name = "live", routingConfiguration = new[] { new { stateMachineVersionArn = Some.MachineArn + version, weight } } });
}
