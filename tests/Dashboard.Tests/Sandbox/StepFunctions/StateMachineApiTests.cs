using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class StateMachineApiTests
{
    [Fact]
    public async Task A_state_machine_is_created_described_updated_listed_and_deleted()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var arn = Some.Text(await Some.MachineAsync(sandbox, "日次-1", Some.PassDefinition), "stateMachineArn");
        Assert.Equal(Some.MachineArn + "日次-1", arn);
        sandbox.Pass(60);
        await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = Some.WaitDefinition });
        var described = await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = arn });
        Assert.Equal(("ACTIVE", "STANDARD", Some.WaitDefinition, "1794268800"), (Some.Text(described, "status"), Some.Text(described, "type"), Some.Text(described, "definition"), Some.Text(described, "creationDate")));
        Assert.NotEmpty(Some.Text(described, "revisionId"));
        Assert.Equal(arn, Some.Text(await sandbox.SfnAsync("ListStateMachines", new { }), "stateMachines.0.stateMachineArn"));
        await sandbox.SfnAsync("DeleteStateMachine", new { stateMachineArn = arn });
        var gone = await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = arn });
        Assert.Equal(("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'"), (Some.Text(gone, "code"), Some.Text(gone, "text")));
    }

    [Fact]
    public async Task The_same_name_with_another_definition_is_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        Assert.Equal("", Some.Text(await Some.MachineAsync(sandbox, "m", Some.PassDefinition), "code"));
        Assert.Equal("StateMachineAlreadyExists", Some.Text(await Some.MachineAsync(sandbox, "m", Some.WaitDefinition), "code"));
    }

    [Theory]
    [InlineData("a b", "InvalidName")]
    [InlineData("a:b", "InvalidName")]
    [InlineData("", "ValidationException")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890123456789012345678901", "ValidationException")]
    public async Task A_wrong_name_is_refused(string name, string code)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(code, Some.Text(await Some.MachineAsync(sandbox, name, Some.PassDefinition), "code"));
    }

    [Theory]
    [InlineData("{", "INVALID_JSON_DESCRIPTION: ")]
    [InlineData("""{"StartAt":"A"}""", "SCHEMA_VALIDATION_FAILED: ")]
    [InlineData("""{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}""", "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /StartAt, MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A'")]
    [InlineData("""{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"P"}}}]}}}""", "MISSING_TRANSITION_TARGET: Missing 'Next' target: P at /States/P/Branches[0]/States/A/Next, MISSING_END_STATE: ")]
    public async Task A_definition_that_is_none_is_refused(string definition, string message)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await Some.MachineAsync(sandbox, "m", definition);
        Assert.Equal("InvalidDefinition", Some.Text(answer, "code"));
        Assert.StartsWith("Invalid State Machine Definition: '" + message, Some.Text(answer, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_set_and_removed()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        await sandbox.SfnAsync("TagResource", new { resourceArn = Some.MachineArn + "m", tags = new[] { new { key = "a", value = "1" }, new { key = "b", value = "2" } } });
        await sandbox.SfnAsync("UntagResource", new { resourceArn = Some.MachineArn + "m", tagKeys = new[] { "a" } });
        var answer = await sandbox.SfnAsync("ListTagsForResource", new { resourceArn = Some.MachineArn + "m" });
        Assert.Equal("""[{"key":"b","value":"2"}]""", answer["tags"]!.ToJsonString());
    }
}
