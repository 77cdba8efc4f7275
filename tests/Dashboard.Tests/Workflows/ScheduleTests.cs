using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Xunit;

namespace Dashboard.Tests.Workflows;

public sealed class ScheduleTests
{
    [Fact]
    public async Task The_schedule_starts_the_parent_at_ten_in_Tokyo_and_says_so_in_its_input()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pack = await WorkflowPack.StartAsync(cancellation);
        pack.Pass(TimeSpan.FromDays(1));

        var run = Assert.Single((await pack.StepFunctions.ListExecutionsAsync(WorkflowPack.Arn("Pare"), null, 10, cancellationToken: cancellation)).Executions);
        var ten = new DateTimeOffset(2026, 1, 6, 10, 0, 0, TimeSpan.FromHours(9));
        Assert.InRange(run.StartedAt, ten, ten.AddSeconds(59));
        Assert.Equal(ExecutionStatus.Succeeded, run.Status);
        var input = JsonNode.Parse((await pack.StepFunctions.DescribeExecutionAsync(run.Arn, cancellation)).Input!)!;
        Assert.Equal("arn:aws:scheduler:ap-northeast-1:123456789012:schedule/my-schedule-group/my-schedule-job", (string?)input["scheduleArn"]);
        Assert.Equal("2026-01-06T01:00:00Z", (string?)input["scheduledTime"]);
    }
}
