using System.Text.Json.Nodes;
using Dashboard.Sandbox;

namespace Dashboard.Tests.Sandbox;

/// <summary>What tests of the sandbox start from.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);

    public const string MachineArn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:";

    public const string ExecutionArn = "arn:aws:states:ap-northeast-1:123456789012:execution:";

    public const string RoleArn = "arn:aws:iam::123456789012:role/some";

    public const string PassDefinition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";

    public const string WaitDefinition = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":600,"End":true}}}""";

    /// <summary>One ECS task, run to its end.</summary>
    public static string EcsDefinition(string taskDefinition = "job", string? command = null) => new JsonObject
    {
        ["StartAt"] = "夜間バッチ",
        ["States"] = new JsonObject
        {
            ["夜間バッチ"] = new JsonObject
            {
                ["Type"] = "Task",
                ["Resource"] = "arn:aws:states:::ecs:runTask.sync",
                ["Parameters"] = new JsonObject
                {
                    ["Cluster"] = "batch",
                    ["TaskDefinition"] = taskDefinition,
                    ["Overrides"] = new JsonObject { ["ContainerOverrides"] = command is null ? new JsonArray() : new JsonArray(new JsonObject { ["Name"] = "main", ["Command"] = new JsonArray("sh", "-c", command) }) },
                },
                ["End"] = true,
            },
        },
    }.ToJsonString();

    public static string NestedDefinition(string child, string pattern) =>
        $$$$"""{"StartAt":"子","States":{"子":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution{{{{pattern}}}}","Parameters":{"StateMachineArn":"{{{{MachineArn}}}}{{{{child}}}}","Name":"child-1","Input":{"a":1}},"End":true}}}""";

    /// <summary>A cluster, a log group and the task definition <c>job</c> of one container <c>main</c>.</summary>
    public static async Task<SandboxCaller> WithEcsAsync(string command = "echo 開始; sleep 60; exit 0", string image = "busybox", SandboxOptions? options = null)
    {
        var sandbox = await SandboxCaller.StartAsync(options);
        await sandbox.EcsAsync("CreateCluster", new { clusterName = "batch" });
        await sandbox.LogsAsync("CreateLogGroup", new { logGroupName = "/ecs/job" });
        await sandbox.EcsAsync("RegisterTaskDefinition", new
        {
            family = "job",
            containerDefinitions = new[]
            {
                new
                {
                    name = "main",
                    image,
                    command = new[] { "sh", "-c", command },
                    environment = new[] { new { name = "WHO", value = "you" } },
                    logConfiguration = new { logDriver = "awslogs", options = new Dictionary<string, string> { ["awslogs-group"] = "/ecs/job", ["awslogs-stream-prefix"] = "p" } },
                },
            },
        });
        return sandbox;
    }

    public static Task<JsonNode> MachineAsync(SandboxCaller sandbox, string name, string definition) =>
        sandbox.SfnAsync("CreateStateMachine", new { name, definition, roleArn = RoleArn });

    public static Task<JsonNode> StartAsync(SandboxCaller sandbox, string machine, string? name = null, string? input = null)
    {
        var body = new Dictionary<string, string> { ["stateMachineArn"] = MachineArn + machine };
        if (name is not null)
        {
            body["name"] = name;
        }

        if (input is not null)
        {
            body["input"] = input;
        }

        return sandbox.SfnAsync("StartExecution", body);
    }

    public static Task<JsonNode> DescribeAsync(SandboxCaller sandbox, string machine, string name) =>
        sandbox.SfnAsync("DescribeExecution", new { executionArn = $"{ExecutionArn}{machine}:{name}" });

    public static async Task<List<JsonNode>> HistoryAsync(SandboxCaller sandbox, string machine, string name) =>
        [.. (await sandbox.SfnAsync("GetExecutionHistory", new { executionArn = $"{ExecutionArn}{machine}:{name}" }))["events"]!.AsArray().OfType<JsonNode>()];

    public static string Text(JsonNode? node, string path) => path.Split('.').Aggregate(node, (n, part) => int.TryParse(part, out var at) ? n?[at] : n?[part])?.ToString() ?? "";
}
