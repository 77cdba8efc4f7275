using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class ExpressTests
{
    [Fact]
    public async Task StartSyncExecution_answers_with_the_end_of_the_execution()
    {
        await using var sandbox = await ExpressAsync(Some.PassDefinition);
        var end = await sandbox.SfnAsync("StartSyncExecution", new { stateMachineArn = Some.MachineArn + "m", name = "run", input = """{"a": 1}""" });
        Assert.Equal(("SUCCEEDED", """{"a":1}""", "run"), (Some.Text(end, "status"), Some.Text(end, "output"), Some.Text(end, "name")));
        Assert.StartsWith("arn:aws:states:ap-northeast-1:123456789012:express:m:run:", Some.Text(end, "executionArn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_express_execution_times_out_after_five_minutes()
    {
        await using var sandbox = await ExpressAsync(Some.WaitDefinition);
        var waiting = sandbox.SfnAsync("StartSyncExecution", new { stateMachineArn = Some.MachineArn + "m" });
        while (!waiting.IsCompleted && sandbox.Clock.GetUtcNow() < Some.Start.AddHours(2))
        {
            // The request may not have arrived yet; time goes on until it has.
            sandbox.Pass(60);
            await Task.WhenAny(waiting, sandbox.RestAsync("GET", "/_sandbox/status"));
        }

        Assert.Equal("TIMED_OUT", Some.Text(await waiting, "status"));
    }

    [Fact]
    public async Task What_is_for_one_type_only_is_refused_for_the_other()
    {
        await using var sandbox = await ExpressAsync(Some.PassDefinition);
        await Some.MachineAsync(sandbox, "standard", Some.PassDefinition);
        Assert.Equal("StateMachineTypeNotSupported", Some.Text(await sandbox.SfnAsync("StartSyncExecution", new { stateMachineArn = Some.MachineArn + "standard" }), "code"));
        Assert.Equal("StateMachineTypeNotSupported", Some.Text(await sandbox.SfnAsync("ListExecutions", new { stateMachineArn = Some.MachineArn + "m" }), "code"));
        var arn = Some.Text(await Some.StartAsync(sandbox, "m", "run"), "executionArn");
        foreach (var operation in (string[])["DescribeExecution", "GetExecutionHistory", "StopExecution"])
        {
            var refused = await sandbox.SfnAsync(operation, new { executionArn = arn });
            Assert.Equal(("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: express'"), (Some.Text(refused, "code"), Some.Text(refused, "text")));
        }
    }

    private static async Task<SandboxCaller> ExpressAsync(string definition)
    {
        var sandbox = await SandboxCaller.StartAsync();
        await sandbox.SfnAsync("CreateStateMachine", new { name = "m", definition, roleArn = Some.RoleArn, type = "EXPRESS" });
        return sandbox;
    }
}
