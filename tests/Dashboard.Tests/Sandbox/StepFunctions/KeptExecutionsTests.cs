using System.Text.Json.Nodes;
using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class KeptExecutionsTests
{
    private static readonly SandboxOptions Three = new() { Empty = true, KeptExecutions = 3 };

    [Fact]
    public async Task The_oldest_finished_executions_leave_and_running_ones_never()
    {
        await using var sandbox = await SandboxCaller.StartAsync(Three);
        await Some.MachineAsync(sandbox, "quick", Some.PassDefinition);
        await Some.MachineAsync(sandbox, "long", Some.WaitDefinition);
        await Some.StartAsync(sandbox, "long", "first");
        for (var i = 1; i <= 5; i++)
        {
            await Some.StartAsync(sandbox, "quick", $"q{i}");
        }

        Assert.Equal(["q5", "q4", "q3"], await NamesAsync(sandbox, "quick", 10));
        Assert.Equal("ExecutionDoesNotExist", Some.Text(await Some.DescribeAsync(sandbox, "quick", "q2"), "code"));
        Assert.Equal("RUNNING", Some.Text(await Some.DescribeAsync(sandbox, "long", "first"), "status"));
        sandbox.Pass(600);
        Assert.Equal("SUCCEEDED", Some.Text(await Some.DescribeAsync(sandbox, "long", "first"), "status"));
        Assert.Equal(["q5", "q4"], await NamesAsync(sandbox, "quick", 10));
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_although_executions_have_left()
    {
        await using var sandbox = await SandboxCaller.StartAsync(Three);
        await Some.MachineAsync(sandbox, "quick", Some.PassDefinition);
        foreach (var name in (string[])["q1", "q2", "q3"])
        {
            await Some.StartAsync(sandbox, "quick", name);
        }

        var first = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "quick", maxResults = 1 });
        await Some.StartAsync(sandbox, "quick", "q4");
        var second = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "quick", maxResults = 5, nextToken = Some.Text(first, "nextToken") });
        Assert.Equal(["q3"], Names(first));
        Assert.Equal(["q2"], Names(second));
        Assert.Equal(["q4", "q3", "q2"], await NamesAsync(sandbox, "quick", 1));
    }

    /// <summary>All names, newest first, read in pages.</summary>
    private static async Task<List<string>> NamesAsync(SandboxCaller sandbox, string machine, int pageSize)
    {
        var (names, token) = (new List<string>(), (string?)null);
        do
        {
            var page = await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + machine, maxResults = pageSize, nextToken = token });
            names.AddRange(Names(page));
            token = page["nextToken"]?.ToString();
        }
        while (token is not null);
        return names;
    }

    private static IEnumerable<string> Names(JsonNode page) => page["executions"]!.AsArray().Select(e => Some.Text(e, "name"));
}
