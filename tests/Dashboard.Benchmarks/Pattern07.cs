using System.Text.Json.Nodes;

namespace Dashboard.Benchmarks;

/// <summary>The state machine of deploy/workflows/07: two jobs in parallel, a follow-up in any case, and a verdict.</summary>
internal static class Pattern07
{
    public static async Task<string> ArnAsync(StepFunctionsClient client) =>
        (await client.CallAsync("ListStateMachines", []))["stateMachines"]!.AsArray().Single(m => m!["name"]!.ToString() == "parallel-always-followup")!["stateMachineArn"]!.ToString();

    /// <summary>The definition with every task replaced by its result, which a server without ECS tasks can run too.</summary>
    public static async Task<string> WithoutTasksAsync(StepFunctionsClient client, string machine)
    {
        var definition = JsonNode.Parse((await client.CallAsync("DescribeStateMachine", new JsonObject { ["stateMachineArn"] = machine }))["definition"]!.ToString())!;
        Replace(definition);
        return definition.ToJsonString();
    }

    public static async Task<string> CreateAsync(StepFunctionsClient client, string definition) =>
        (await client.CallAsync("CreateStateMachine", new JsonObject { ["name"] = "without-tasks", ["definition"] = definition, ["roleArn"] = "arn:aws:iam::123456789012:role/any" }))["stateMachineArn"]!.ToString();

    private static void Replace(JsonNode group)
    {
        var states = group["States"]!.AsObject();
        foreach (var (name, state) in states.ToList())
        {
            foreach (var branch in state!["Branches"]?.AsArray() ?? [])
            {
                Replace(branch!);
            }

            // Nothing fails any more, and states that nothing leads to are refused.
            state.AsObject().Remove("Catch");

            if (state["Type"]!.ToString() == "Task")
            {
                var pass = new JsonObject { ["Type"] = "Pass", ["Result"] = JsonNode.Parse("""{"Containers":[{"Name":"job","ExitCode":0}]}""") };
                foreach (var kept in (string[])["Next", "End", "ResultPath"])
                {
                    if (state[kept] is { } value)
                    {
                        pass[kept] = value.DeepClone();
                    }
                }

                states[name] = pass;
            }
        }

        foreach (var name in states.Select(s => s.Key).Except(Reachable(states, group["StartAt"]!.ToString())).ToList())
        {
            states.Remove(name);
        }
    }

    private static HashSet<string> Reachable(JsonObject states, string first)
    {
        var found = new HashSet<string> { first };
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var name))
        {
            var state = states[name]!;
            foreach (var next in (state["Choices"]?.AsArray() ?? []).Select(c => c!["Next"]).Append(state["Next"]).Append(state["Default"]).OfType<JsonNode>().Select(n => n.ToString()).Where(found.Add))
            {
                open.Enqueue(next);
            }
        }

        return found;
    }
}
