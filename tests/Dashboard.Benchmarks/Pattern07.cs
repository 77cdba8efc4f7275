using System.Text.Json.Nodes;

namespace Dashboard.Benchmarks;

/// <summary>The state machine of deploy/workflows/07: two jobs in parallel, a follow-up in any case, and a verdict.</summary>
internal static class Pattern07
{
    /// <summary>Its six states in its shape, the jobs as Pass states: work that moto does too. In its Choice moto follows no path with an index, so the verdict is on the follow-up alone.</summary>
    private const string WithoutTasks =
        """
        {"StartAt":"Jobs","States":{
          "Jobs":{"Type":"Parallel","Branches":[
            {"StartAt":"Job1","States":{"Job1":{"Type":"Pass","Result":{"Containers":[{"Name":"job","ExitCode":0}]},"End":true}}},
            {"StartAt":"Job2","States":{"Job2":{"Type":"Pass","Result":{"Containers":[{"Name":"job","ExitCode":0}]},"End":true}}}],
            "ResultSelector":{"branches.$":"$"},"Next":"FollowUp"},
          "FollowUp":{"Type":"Pass","Result":{"ExitCode":0},"ResultPath":"$.followUp","Next":"Verdict"},
          "Verdict":{"Type":"Choice","Choices":[{"And":[
            {"Variable":"$.followUp.ExitCode","IsPresent":true},
            {"Or":[{"Variable":"$.followUp.ExitCode","NumericEquals":0},{"Variable":"$.followUp.ExitCode","NumericEquals":9}]}],"Next":"Good"}],"Default":"Bad"},
          "Good":{"Type":"Succeed"},
          "Bad":{"Type":"Fail","Error":"ParallelJobFailed"}}}
        """;

    public static async Task<string> ArnAsync(StepFunctionsClient client) =>
        (await client.CallAsync("ListStateMachines", []))["stateMachines"]!.AsArray().Single(m => m!["name"]!.ToString() == "parallel-always-followup")!["stateMachineArn"]!.ToString();

    public static async Task<string> CreateWithoutTasksAsync(StepFunctionsClient client, string? account = null) =>
        (await client.CallAsync("CreateStateMachine", new JsonObject { ["name"] = "without-tasks", ["definition"] = WithoutTasks, ["roleArn"] = "arn:aws:iam::123456789012:role/any" }, account))["stateMachineArn"]!.ToString();
}
