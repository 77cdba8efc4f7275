using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Faults;

public sealed class StaleReadTests
{
    [Fact]
    public async Task A_started_execution_is_unknown_for_a_while()
    {
        await using var sandbox = await WithAsync();
        await Some.StartAsync(sandbox, "m", "a");
        Assert.Equal("ExecutionDoesNotExist", Some.Text(await Some.DescribeAsync(sandbox, "m", "a"), "code"));
        Assert.Empty(await ListAsync(sandbox, null));
        sandbox.Pass(5);
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "m", "a"), "status"));
        Assert.Equal(["a RUNNING"], await ListAsync(sandbox, null));
    }

    [Fact]
    public async Task An_execution_that_has_ended_runs_for_a_while_in_every_read()
    {
        await using var sandbox = await WithAsync();
        await Some.StartAsync(sandbox, "m", "a");
        sandbox.Pass(600);
        var before = await Some.DescribeAsync(sandbox, "m", "a");
        Assert.Equal(("RUNNING", "", "", "NOT_REDRIVABLE"), (Some.Text(before, "status"), Some.Text(before, "stopDate"), Some.Text(before, "output"), Some.Text(before, "redriveStatus")));
        Assert.Equal(["a RUNNING"], await ListAsync(sandbox, "RUNNING"));
        Assert.Empty(await ListAsync(sandbox, "SUCCEEDED"));
        Assert.Equal(["ExecutionStarted", "WaitStateEntered"], await TypesAsync(sandbox));
        sandbox.Pass(5);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "m", "a"), "status"));
        Assert.Equal(["a SUCCEEDED"], await ListAsync(sandbox, "SUCCEEDED"));
        Assert.Equal("ExecutionSucceeded", (await TypesAsync(sandbox))[^1]);
    }

    [Fact]
    public async Task A_state_machine_is_described_as_it_was_before_its_update_and_before_its_creation()
    {
        await using var sandbox = await WithAsync();
        await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Some.PassDefinition });
        sandbox.Pass(3);
        await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Some.WaitDefinition.Replace("600", "7", StringComparison.Ordinal) });
        Assert.Equal(Some.WaitDefinition, await DefinitionAsync(sandbox));
        sandbox.Pass(2);
        Assert.Equal(Some.PassDefinition, await DefinitionAsync(sandbox));
        sandbox.Pass(3);
        Assert.Contains("\"Seconds\":7", await DefinitionAsync(sandbox), StringComparison.Ordinal);
        await Some.MachineAsync(sandbox, "new", Some.PassDefinition);
        Assert.Equal("StateMachineDoesNotExist", Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Some.MachineArn + "new" }), "code"));
    }

    /// <summary>The state machine m, which waits ten minutes, and reads that show what was five seconds ago.</summary>
    private static async Task<SandboxCaller> WithAsync()
    {
        var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.WaitDefinition);
        sandbox.Pass(60);
        await sandbox.RestAsync("PUT", "/_sandbox/faults", """{"apis":{"*":{"staleSeconds":5}}}""");
        return sandbox;
    }

    private static async Task<string> DefinitionAsync(SandboxCaller sandbox) => Some.Text(await sandbox.SfnAsync("DescribeStateMachine", new { stateMachineArn = Some.MachineArn + "m" }), "definition");

    private static async Task<List<string>> TypesAsync(SandboxCaller sandbox) => [.. (await Some.HistoryAsync(sandbox, "m", "a")).Select(e => Some.Text(e, "type"))];

    private static async Task<List<string>> ListAsync(SandboxCaller sandbox, string? status)
    {
        var answer = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m", statusFilter = status });
        return [.. answer["executions"]!.AsArray().OfType<JsonNode>().Select(e => $"{Some.Text(e, "name")} {Some.Text(e, "status")}")];
    }
}
