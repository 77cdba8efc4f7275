using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>ECS tasks.</summary>
internal sealed class TaskOperations(TaskStore tasks, ClusterStore clusters)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["RunTask"] = Run,
        ["StopTask"] = Stop,
        ["DescribeTasks"] = Describe,
        ["ListTasks"] = List,
    };

    private JsonObject Run(ApiRequest request)
    {
        var count = request.Int("count") ?? 1;
        return count is >= 1 and <= 10
            ? new JsonObject
            {
                ["tasks"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => TaskJson.Api(tasks.Run(request.Body)))]),
                ["failures"] = new JsonArray(),
            }
            : throw new AwsErrorException("InvalidParameterException", "count should be between 1 and 10");
    }

    private JsonObject Stop(ApiRequest request)
    {
        var task = tasks.Find(clusters.Get(request.TextOrNull("cluster")), request.Text("task"))
            ?? throw new AwsErrorException("InvalidParameterException", "The referenced task was not found.");
        tasks.Stop(task, request.TextOrNull("reason") ?? "Task stopped by user");
        return new JsonObject { ["task"] = TaskJson.Api(task) };
    }

    private JsonObject Describe(ApiRequest request)
    {
        var cluster = clusters.Get(request.TextOrNull("cluster"));
        var names = request.Texts("tasks");
        if (names.Count is 0 or > 100)
        {
            throw new AwsErrorException("InvalidParameterException", names.Count == 0 ? "Tasks cannot be empty." : "Tasks cannot have more than 100 elements.");
        }

        var found = names.Select(n => (Name: n, Task: tasks.Find(cluster, n))).ToList();
        return new JsonObject
        {
            ["tasks"] = new JsonArray([.. found.Where(f => f.Task is not null).Select(f => TaskJson.Api(f.Task!))]),
            ["failures"] = new JsonArray([.. found.Where(f => f.Task is null).Select(f => new JsonObject { ["arn"] = f.Name, ["reason"] = "MISSING" })]),
        };
    }

    private JsonObject List(ApiRequest request)
    {
        var family = request.TextOrNull("family");
        var startedBy = request.TextOrNull("startedBy");
        var status = request.TextOrNull("desiredStatus") ?? "RUNNING";
        var found = tasks.In(clusters.Get(request.TextOrNull("cluster")))
            .Where(t => t.DesiredStatus == status && (family is null || t.Family == family) && (startedBy is null || t.StartedBy == startedBy))
            .Select(t => t.Arn).ToList();
        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 100, "InvalidParameterException");
        return new JsonObject { ["taskArns"] = new JsonArray([.. items.Select(a => (JsonNode)a)]) }.With("nextToken", next);
    }
}
