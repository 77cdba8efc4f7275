using Dashboard.Ui;
using Xunit;

namespace Dashboard.Web.Tests.Ui;

public sealed class AwsConsoleTests
{
    [Theory]
    [InlineData("aws", "ap-northeast-1", "https://ap-northeast-1.console.aws.amazon.com/")]
    [InlineData("aws-cn", "cn-north-1", "https://cn-north-1.console.amazonaws.cn/")]
    [InlineData("aws-us-gov", "us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/")]
    public void Addresses_follow_the_partition_and_the_region(string partition, string region, string home)
    {
        Assert.Equal($"{home}states/home?region={region}#/v2/executions/details/arn:{partition}:states:{region}:1:execution:M:n", AwsConsole.Execution($"arn:{partition}:states:{region}:1:execution:M:n"));
        Assert.Equal($"{home}ecs/v2/clusters/batch/tasks/0a1b/configuration?region={region}", AwsConsole.Task($"arn:{partition}:ecs:{region}:1:task/batch/0a1b", null));
    }

    [Fact]
    public void A_task_of_the_old_ARN_takes_its_cluster_from_beside_it() =>
        Assert.Equal("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/batch/tasks/0a1b/configuration?region=eu-west-1", AwsConsole.Task("arn:aws:ecs:eu-west-1:1:task/0a1b", "arn:aws:ecs:eu-west-1:1:cluster/batch"));

    [Fact]
    public void Names_of_logs_are_escaped_twice_and_their_own_region_counts() =>
        Assert.Equal(
            "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fecs$252Fjob/log-events/p$252Fapp$252F0a1b",
            AwsConsole.LogStream("arn:aws:ecs:eu-west-1:1:task/batch/0a1b", "us-east-1", "/ecs/job", "p/app/0a1b"));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("arn:aws:states")]
    public void What_is_no_ARN_has_no_address(string arn)
    {
        Assert.Null(AwsConsole.Execution(arn));
        Assert.Null(AwsConsole.Task(arn, null));
        Assert.Null(AwsConsole.LogStream(arn, null, "g", "s"));
    }
}
