using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Ecs;

public sealed class EcsApiTests
{
    [Fact]
    public async Task A_client_token_runs_the_same_request_once_and_refuses_another()
    {
        await using var sandbox = await Some.WithEcsAsync();
        var arn = Some.Text(await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job","clientToken":"t"}"""), "tasks.0.taskArn");
        sandbox.Pass(5);
        var again = await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job","clientToken":"t"}""");
        Assert.Equal((arn, "RUNNING"), (Some.Text(again, "tasks.0.taskArn"), Some.Text(again, "tasks.0.lastStatus")));
        Assert.Single((await sandbox.EcsAsync("ListTasks", new { cluster = "batch" }))["taskArns"]!.AsArray());
        var other = await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job","clientToken":"t","count":2}""");
        Assert.Equal(("400", "ConflictException", arn), (Some.Text(other, "status"), Some.Text(other, "code"), Some.Text(other, "resourceIds.0")));
    }

    [Theory]
    [InlineData("\"count\":11", "count should be between 1 and 10")]
    [InlineData("\"count\":0", "count should be between 1 and 10")]
    [InlineData("\"launchType\":\"EC2\"", "No Container Instances were found in your cluster.")]
    [InlineData("\"clientToken\":\"a b\"", "clientToken")]
    [InlineData("\"overrides\":{\"containerOverrides\":[{\"name\":\"other\"}]}", "Override for container named other is not a container in the TaskDefinition.")]
    public async Task RunTask_refuses_what_it_cannot_run(string member, string message)
    {
        await using var sandbox = await Some.WithEcsAsync();
        var answer = await RunAsync(sandbox, $$"""{"cluster":"batch","taskDefinition":"job",{{member}}}""");
        Assert.Equal(("400", "InvalidParameterException"), (Some.Text(answer, "status"), Some.Text(answer, "code")));
        Assert.Contains(message, Some.Text(answer, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_for_a_task_is_refused()
    {
        await using var sandbox = await Some.WithEcsAsync();
        var command = new string('x', 8192);
        Assert.Equal("InvalidParameterException", Some.Text(await sandbox.EcsAsync("RunTask", new { cluster = "batch", taskDefinition = "job", startedBy = new string('x', 129) }), "code"));
        Assert.Equal(
            "Container Overrides length must be at most 8192",
            Some.Text(await sandbox.EcsAsync("RunTask", new { cluster = "batch", taskDefinition = "job", overrides = new { containerOverrides = new[] { new { name = "main", command = new[] { command } } } } }), "text"));
    }

    [Fact]
    public async Task Tasks_are_listed_by_family_starter_and_status_in_pages()
    {
        await using var sandbox = await Some.WithEcsAsync("exit 0");
        await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job","startedBy":"me","count":3}""");
        await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job"}""");
        Assert.Equal(3, await CountAsync(sandbox, new { cluster = "batch", startedBy = "me" }));
        Assert.Equal(4, await CountAsync(sandbox, new { cluster = "batch", family = "job", launchType = "FARGATE" }));
        Assert.Equal(0, await CountAsync(sandbox, new { cluster = "batch", family = "other" }));
        Assert.Equal(0, await CountAsync(sandbox, new { cluster = "batch", serviceName = "s" }));
        sandbox.Pass(10);
        Assert.Equal((0, 4), (await CountAsync(sandbox, new { cluster = "batch" }), await CountAsync(sandbox, new { cluster = "batch", desiredStatus = "STOPPED" })));
        var page = await sandbox.EcsAsync("ListTasks", new { cluster = "batch", desiredStatus = "STOPPED", maxResults = 3 });
        Assert.Equal(1, await CountAsync(sandbox, new { cluster = "batch", desiredStatus = "STOPPED", maxResults = 3, nextToken = Some.Text(page, "nextToken") }));
        foreach (var wrong in (object[])[new { cluster = "batch", maxResults = 0 }, new { cluster = "batch", maxResults = 101 }, new { cluster = "batch", nextToken = "x" }, new { cluster = "batch", startedBy = "me", family = "job" }, new { cluster = "batch", desiredStatus = "GONE" }])
        {
            Assert.Equal("InvalidParameterException", Some.Text(await sandbox.EcsAsync("ListTasks", wrong), "code"));
        }
    }

    [Fact]
    public async Task Tags_are_shown_only_when_asked_for()
    {
        await using var sandbox = await Some.WithEcsAsync();
        var arn = Some.Text(await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job","tags":[{"key":"a","value":"1"}]}"""), "tasks.0.taskArn");
        var tasks = new[] { arn, "0123" };
        Assert.Equal("[]", (await sandbox.EcsAsync("DescribeTasks", new { cluster = "batch", tasks }))["tasks"]![0]!["tags"]!.ToJsonString());
        var tagged = await sandbox.EcsAsync("DescribeTasks", new { cluster = "batch", tasks, include = new[] { "TAGS" } });
        Assert.Equal("""[{"key":"a","value":"1"}]""", tagged["tasks"]![0]!["tags"]!.ToJsonString());
        Assert.Equal(("arn:aws:ecs:ap-northeast-1:123456789012:task/batch/0123", "MISSING"), (Some.Text(tagged, "failures.0.arn"), Some.Text(tagged, "failures.0.reason")));
    }

    [Fact]
    public async Task A_cluster_counts_its_tasks_and_goes_only_without_them()
    {
        await using var sandbox = await Some.WithEcsAsync("sleep 60");
        await RunAsync(sandbox, """{"cluster":"batch","taskDefinition":"job"}""");
        Assert.Equal(("0", "1"), await CountsAsync(sandbox));
        sandbox.Pass(5);
        Assert.Equal(("1", "0"), await CountsAsync(sandbox));
        Assert.Equal("ClusterContainsTasksException", Some.Text(await sandbox.EcsAsync("DeleteCluster", new { cluster = "batch" }), "code"));
        sandbox.Pass(100);
        Assert.Equal("INACTIVE", Some.Text(await sandbox.EcsAsync("DeleteCluster", new { cluster = "batch" }), "cluster.status"));
        Assert.Equal("ClusterNotFoundException", Some.Text(await sandbox.EcsAsync("ListTasks", new { cluster = "batch" }), "code"));
    }

    [Fact]
    public async Task A_deregistered_revision_says_when_and_is_listed_apart()
    {
        await using var sandbox = await Some.WithEcsAsync();
        Assert.Equal("InvalidParameterException", Some.Text(await sandbox.EcsAsync("DeregisterTaskDefinition", new { taskDefinition = "job" }), "code"));
        Assert.Equal("1794268800", Some.Text(await sandbox.EcsAsync("DeregisterTaskDefinition", new { taskDefinition = "job:1" }), "taskDefinition.deregisteredAt"));
        Assert.Empty((await sandbox.EcsAsync("ListTaskDefinitions", new { }))["taskDefinitionArns"]!.AsArray());
        Assert.Single((await sandbox.EcsAsync("ListTaskDefinitions", new { status = "INACTIVE", familyPrefix = "job" }))["taskDefinitionArns"]!.AsArray());
        Assert.Empty((await sandbox.EcsAsync("ListTaskDefinitionFamilies", new { status = "ACTIVE" }))["families"]!.AsArray());
        Assert.Equal("job", Some.Text(await sandbox.EcsAsync("ListTaskDefinitionFamilies", new { }), "families.0"));
        Assert.Equal("InvalidParameterException", Some.Text(await sandbox.EcsAsync("DescribeTaskDefinition", new { }), "code"));
    }

    private static Task<JsonNode> RunAsync(SandboxCaller sandbox, string body) => sandbox.EcsAsync("RunTask", body);

    private static async Task<int> CountAsync(SandboxCaller sandbox, object filter) => (await sandbox.EcsAsync("ListTasks", filter))["taskArns"]!.AsArray().Count;

    private static async Task<(string Running, string Pending)> CountsAsync(SandboxCaller sandbox) =>
        (await sandbox.EcsAsync("DescribeClusters", new { clusters = new[] { "batch" } }))["clusters"]![0] is var cluster ? (Some.Text(cluster, "runningTasksCount"), Some.Text(cluster, "pendingTasksCount")) : default;
}
