using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Dashboard.Tests.Aws;
using Dashboard.Tests.Sandbox.Logs;
using Xunit;

namespace Dashboard.Tests.Sandbox;

public sealed class HostPrefixTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Our_client_leaves_the_prefix_away_on_loopback(string host)
    {
        await using var book = await LogBook.OpenAsync(host);
        await book.Sandbox.SfnAsync("CreateStateMachine", new { name = "quick", definition = Some.PassDefinition, roleArn = Some.RoleArn, type = "EXPRESS" });
        var run = await book.StepFunctions.StartSyncExecutionAsync(
            new StartSyncExecutionRequest { StateMachineArn = Some.MachineArn + "quick", Input = """{"夜":1}""" }, TestContext.Current.CancellationToken);
        Assert.Equal((SyncExecutionStatus.SUCCEEDED, """{"夜":1}"""), (run.Status, run.Output));
        var trial = await book.StepFunctions.TestStateAsync(
            new TestStateRequest { Definition = """{"Type":"Pass","Result":5,"Next":"B"}""", RoleArn = Some.RoleArn, Input = "{}" }, TestContext.Current.CancellationToken);
        Assert.Equal((TestExecutionStatus.SUCCEEDED, "5", "B"), (trial.Status, trial.Output, trial.NextState));
    }

    [Fact]
    public async Task Elsewhere_the_prefix_stands_before_the_host()
    {
        var aws = new FakeAws().Answer("""{"status":"SUCCEEDED"}""").Answer("""{"executionArn":"arn:e"}""");
        await aws.StepFunctionsClient.StartSyncExecutionAsync(new StartSyncExecutionRequest { StateMachineArn = "arn:m" }, TestContext.Current.CancellationToken);
        await aws.StepFunctionsClient.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "arn:m" }, TestContext.Current.CancellationToken);
        Assert.Equal(["sync-aws.test", "aws.test"], aws.Requests.Select(r => r.Url.Host));
    }

    [Theory]
    [InlineData("sync-127.0.0.1")]
    [InlineData("sync-localhost")]
    public async Task The_sandbox_answers_to_a_host_with_the_prefix(string host)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.Server.Address) { Content = new StringContent("{}") };
        request.Headers.Host = $"{host}:{sandbox.Server.Address.Port}";
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.ListStateMachines");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
