using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Faults;

public sealed class FaultTests
{
    private const string ListMachines = "AWSStepFunctions.ListStateMachines";

    private static readonly object Group = new { logGroupName = "/jobs" };

    [Fact]
    public async Task A_throttled_call_is_refused_as_its_service_refuses()
    {
        await using var sandbox = await WithAsync("*", new { throttled = 1.0 });
        Assert.Equal("400 ThrottlingException Rate exceeded", Refusal(await sandbox.SfnAsync("ListStateMachines", new { })));
        Assert.Equal("400 ThrottlingException Rate exceeded", Refusal(await sandbox.EcsAsync("ListClusters", new { })));
        Assert.Equal("400 ThrottlingException Rate exceeded", Refusal(await sandbox.LogsAsync("DescribeLogGroups", new { })));
        Assert.Equal("429 ThrottlingException Rate exceeded", Refusal(await sandbox.RestAsync("GET", "/schedules")));
    }

    [Fact]
    public async Task A_service_that_fails_answers_500_in_its_own_words_and_does_nothing()
    {
        await using var sandbox = await WithAsync("*", new { serverError = 1.0 });
        Assert.StartsWith("500 InternalFailure", Refusal(await sandbox.SfnAsync("ListStateMachines", new { })), StringComparison.Ordinal);
        Assert.StartsWith("500 ServerException", Refusal(await sandbox.EcsAsync("CreateCluster", new { clusterName = "batch" })), StringComparison.Ordinal);
        Assert.StartsWith("500 ServiceUnavailableException", Refusal(await sandbox.LogsAsync("CreateLogGroup", Group)), StringComparison.Ordinal);
        Assert.StartsWith("500 InternalServerException", Refusal(await sandbox.RestAsync("GET", "/schedules")), StringComparison.Ordinal);
        await sandbox.RestAsync("DELETE", "/_sandbox/faults");
        Assert.Equal("[]", (await sandbox.LogsAsync("DescribeLogGroups", new { }))["logGroups"]!.ToJsonString());
    }

    [Theory]
    [InlineData("timeout", 0)]
    [InlineData("lostAnswer", 1)]
    public async Task A_call_without_an_answer_has_taken_effect_only_if_the_answer_was_lost(string fault, int groups)
    {
        await using var sandbox = await WithAsync("Logs_20140328.CreateLogGroup", new Dictionary<string, double> { [fault] = 1 });
        using var patience = new CancellationTokenSource();
        var call = sandbox.ImpatientLogsAsync("CreateLogGroup", Group, patience.Token);
        while (await GroupsAsync(sandbox) < groups || await FaultedAsync(sandbox, "Logs_20140328.CreateLogGroup") == 0)
        {
        }

        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(groups, await GroupsAsync(sandbox));
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_after_the_call_took_effect()
    {
        await using var sandbox = await WithAsync("Logs_20140328.CreateLogGroup", new { truncated = 1.0 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.LogsAsync("CreateLogGroup", Group));
        Assert.Equal(1, await GroupsAsync(sandbox));
    }

    [Fact]
    public async Task A_slow_answer_is_whole_and_late_by_the_sandboxs_clock()
    {
        await using var sandbox = await WithAsync(ListMachines, new { slow = 1.0, slowSeconds = 30 });
        var call = sandbox.SfnAsync("ListStateMachines", new { });
        while (await FaultedAsync(sandbox, ListMachines) == 0)
        {
        }

        Assert.False(call.IsCompleted);
        while (!call.IsCompleted)
        {
            sandbox.Pass(30);
            await sandbox.RestAsync("GET", "/_sandbox/status");
        }

        Assert.Equal("""{"stateMachines":[]}""", (await call).ToJsonString());
    }

    [Fact]
    public async Task The_same_seed_meets_the_same_calls_and_the_log_tells_how_many()
    {
        var runs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var sandbox = await WithAsync("AWSStepFunctions.*", new { throttled = 0.3, serverError = 0.2 });
            var codes = new List<string>();
            for (var n = 0; n < 60; n++)
            {
                codes.Add(Some.Text(await sandbox.SfnAsync("ListStateMachines", new { }), "status"));
            }

            var log = (await sandbox.RestAsync("GET", "/_sandbox/requests"))[ListMachines]!;
            Assert.Equal((60, codes.Count(c => c == "400"), codes.Count(c => c == "500")), ((int)log["calls"]!, (int)log["throttled"]!, (int)log["faulted"]!));
            Assert.InRange(codes.Count(c => c == "400"), 8, 30);
            runs.Add(string.Join(' ', codes));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task The_closest_name_decides_alone()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("PUT", "/_sandbox/faults", """{"apis":{"*":{"throttled":1},"AWSStepFunctions.ListStateMachines":{}}}""");
        Assert.Equal("", Some.Text(await sandbox.SfnAsync("ListStateMachines", new { }), "status"));
        Assert.Equal("400", Some.Text(await sandbox.EcsAsync("ListClusters", new { }), "status"));
    }

    [Theory]
    [InlineData("""{"apis":{"*":{"throttled":1.5}}}""", "A rate of '*' is not from 0 to 1.")]
    [InlineData("""{"apis":{"*":{"throttled":0.6,"timeout":0.6}}}""", "The rates of '*' are more than 1 together.")]
    [InlineData("""{"apis":{"*":{"slowSeconds":-1}}}""", "The seconds of '*' are not from 0 to 3600.")]
    [InlineData("""{"apis":{"*":null}}""", "An API has no settings.")]
    [InlineData("""{"apis":{"Scheduler.GetSchedule":{"staleSeconds":1}}}""", "'Scheduler.GetSchedule' is always consistent")]
    [InlineData("""{"apis":{"*":{"throtled":1}}}""", "throtled")]
    public async Task Settings_that_cannot_be_are_refused(string settings, string words)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.RestAsync("PUT", "/_sandbox/faults", settings);
        Assert.Equal("400", Some.Text(answer, "status"));
        Assert.Contains(words, Some.Text(answer, "text"), StringComparison.Ordinal);
        Assert.Equal("{}", (await sandbox.RestAsync("GET", "/_sandbox/faults"))["apis"]!.ToJsonString());
    }

    private static async Task<SandboxCaller> WithAsync(string api, object settings)
    {
        var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("PUT", "/_sandbox/faults", new { seed = 7, apis = new Dictionary<string, object> { [api] = settings } });
        return sandbox;
    }

    private static string Refusal(JsonNode answer) => $"{Some.Text(answer, "status")} {Some.Text(answer, "code")} {Some.Text(answer, "text")}";

    private static async Task<int> GroupsAsync(SandboxCaller sandbox) => (await sandbox.LogsAsync("DescribeLogGroups", new { }))["logGroups"]!.AsArray().Count;

    private static async Task<int> FaultedAsync(SandboxCaller sandbox, string api) => (int?)(await sandbox.RestAsync("GET", "/_sandbox/requests"))[api]?["faulted"] ?? 0;
}
