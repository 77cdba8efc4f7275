using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.Faults;

public sealed class QuotaTests
{
    private static readonly SandboxOptions Tokyo = new() { Empty = true, Quotas = true };

    [Fact]
    public async Task A_bucket_is_emptied_refuses_and_fills_again_at_AWSs_rate()
    {
        await using var sandbox = await SandboxCaller.StartAsync(Tokyo);
        Assert.Equal(100, await AllowedAsync(sandbox, 110));
        sandbox.Pass(2);
        Assert.Equal(10, await AllowedAsync(sandbox, 20));
        var log = (await sandbox.RestAsync("GET", "/_sandbox/requests"))["AWSStepFunctions.ListStateMachines"]!;
        Assert.Equal("""{"calls":130,"throttled":20,"faulted":0}""", log.ToJsonString());
    }

    [Fact]
    public async Task ECS_operations_of_one_category_share_a_bucket()
    {
        await using var sandbox = await SandboxCaller.StartAsync(Tokyo);
        for (var i = 0; i < 50; i++)
        {
            await sandbox.EcsAsync("ListClusters", new { });
        }

        Assert.Equal("ThrottlingException", Some.Text(await sandbox.EcsAsync("DescribeClusters", new { }), "code"));
    }

    [Fact]
    public async Task Quotas_are_off_until_they_are_enabled_and_begin_with_full_buckets()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(110, await AllowedAsync(sandbox, 110));
        await sandbox.RestAsync("PUT", "/_sandbox/quotas", new { enabled = true });
        Assert.Equal(100, await AllowedAsync(sandbox, 110));
        await sandbox.RestAsync("PUT", "/_sandbox/quotas", new { enabled = true });
        Assert.Equal(1, await AllowedAsync(sandbox, 1));
        Assert.Equal("""{"enabled":true}""", (await sandbox.RestAsync("GET", "/_sandbox/quotas")).ToJsonString());
    }

    [Theory]
    [InlineData("AWSStepFunctions.ListExecutions", "us-east-1", 200, 5)]
    [InlineData("AWSStepFunctions.ListExecutions", "ap-northeast-1", 100, 2)]
    [InlineData("AWSStepFunctions.DescribeStateMachineForExecution", "us-east-1", 200, 1)]
    [InlineData("Logs_20140328.GetLogEvents", "us-west-2", 10, 10)]
    [InlineData("Logs_20140328.FilterLogEvents", "ap-northeast-1", 10, 10)]
    [InlineData("Scheduler.GetScheduleGroup", "ap-northeast-1", 10, 10)]
    public void The_quotas_are_those_of_the_region(string api, string region, double size, double perSecond) =>
        Assert.Equal((api, size, perSecond), Dashboard.Sandbox.Faults.AwsQuotas.Of(api, region));

    private static async Task<int> AllowedAsync(SandboxCaller sandbox, int calls)
    {
        var allowed = 0;
        for (var i = 0; i < calls; i++)
        {
            allowed += (await sandbox.SfnAsync("ListStateMachines", new { }))["code"] is null ? 1 : 0;
        }

        return allowed;
    }
}
