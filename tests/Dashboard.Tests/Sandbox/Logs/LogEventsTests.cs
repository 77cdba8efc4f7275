using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs;

public sealed class LogEventsTests
{
    [Fact]
    public async Task The_end_of_a_stream_gives_back_the_token_that_came()
    {
        await using var sandbox = await Some.WithEcsAsync("echo 1; echo 2; sleep 10; echo 3");
        var stream = await StreamAsync(sandbox);
        sandbox.Pass(5);
        var first = await GetAsync(sandbox, stream, null);
        Assert.Equal(["1", "2"], Messages(first));
        var token = Some.Text(first, "nextForwardToken");
        var second = await GetAsync(sandbox, stream, token);
        Assert.Equal((0, token), (Messages(second).Count, Some.Text(second, "nextForwardToken")));
        sandbox.Pass(20);
        Assert.Equal(["3"], Messages(await GetAsync(sandbox, stream, token)));
        Assert.Equal(["1", "2"], Messages(await GetAsync(sandbox, stream, Some.Text(await GetAsync(sandbox, stream, token), "nextBackwardToken"))));
    }

    [Fact]
    public async Task Without_startFromHead_the_newest_lines_come_first()
    {
        await using var sandbox = await Some.WithEcsAsync("echo 1; echo 2; echo 3");
        var stream = await StreamAsync(sandbox);
        sandbox.Pass(10);
        var answer = await sandbox.LogsAsync("GetLogEvents", new { logGroupName = "/ecs/job", logStreamName = stream, limit = 2 });
        Assert.Equal(["2", "3"], Messages(answer));
    }

    [Fact]
    public async Task Lines_are_found_by_a_part_of_their_text_in_all_streams()
    {
        await using var sandbox = await Some.WithEcsAsync("echo 開始; echo ERROR $WHO");
        await StreamAsync(sandbox);
        await StreamAsync(sandbox);
        sandbox.Pass(10);
        var answer = await sandbox.LogsAsync("FilterLogEvents", new { logGroupIdentifier = "arn:aws:logs:ap-northeast-1:123456789012:log-group:/ecs/job", filterPattern = "\"ERROR\"" });
        Assert.Equal(["ERROR you", "ERROR you"], Messages(answer));
    }

    [Theory]
    [InlineData("/ecs/none", "p/main/x", "The specified log group does not exist.")]
    [InlineData("/ecs/job", "p/main/x", "The specified log stream does not exist.")]
    public async Task What_does_not_exist_is_refused_as_AWS_does(string group, string stream, string message)
    {
        await using var sandbox = await Some.WithEcsAsync();
        var answer = await sandbox.LogsAsync("GetLogEvents", new { logGroupName = group, logStreamName = stream });
        Assert.Equal(("ResourceNotFoundException", message), (Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    private static async Task<string> StreamAsync(SandboxCaller sandbox)
    {
        var answer = await sandbox.EcsAsync("RunTask", new { cluster = "batch", taskDefinition = "job" });
        return $"p/main/{Some.Text(answer, "tasks.0.taskArn").Split('/')[^1]}";
    }

    private static Task<JsonNode> GetAsync(SandboxCaller sandbox, string stream, string? token)
    {
        var body = new JsonObject { ["logGroupName"] = "/ecs/job", ["logStreamName"] = stream, ["startFromHead"] = true };
        if (token is not null)
        {
            body["nextToken"] = token;
        }

        return sandbox.LogsAsync("GetLogEvents", body);
    }

    private static List<string> Messages(JsonNode answer) => [.. answer["events"]!.AsArray().Select(e => Some.Text(e, "message"))];
}
