using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>ECS tasks.</summary>
internal sealed class TaskOperations(TaskStore tasks, ClusterStore clusters, ClientTokens tokens)
{
    private const int MostTags = 50;
    private const int LongestOverrides = 8192;

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["RunTask"] = RunOnce,
        ["StopTask"] = Stop,
        ["DescribeTasks"] = Describe,
        ["ListTasks"] = List,
    };

    private JsonObject RunOnce(ApiRequest request)
    {
        var token = request.TextOrNull("clientToken");
        if (token is not null && (token.Length > 64 || token.Any(c => c is < '!' or > '~')))
        {
            throw Invalid("The clientToken must be up to 64 characters, all of them from ASCII 33 to 126.");
        }

        // The same token again gives the same tasks, as they are by now.
        var answer = tokens.Once("RunTask", token, request.Body, () => Run(request), Conflict);
        foreach (var (task, i) in answer["tasks"]!.AsArray().Select((t, i) => (t, i)).ToList())
        {
            answer["tasks"]![i] = tasks.Find(clusters.Get(request.TextOrNull("cluster")), task!["taskArn"]!.ToString()) is { } found ? TaskJson.Api(found) : task.DeepClone();
        }

        return answer;
    }

    private JsonObject Run(ApiRequest request)
    {
        var count = request.Int("count") ?? 1;
        var refusal =
            count is < 1 or > 10 ? "count should be between 1 and 10"
            : request.TextOrNull("startedBy")?.Length > 128 ? "startedBy should not be longer than 128 characters."
            : request.TextOrNull("group")?.Length > 255 ? "group should not be longer than 255 characters."
            : request.List("tags")?.Count > MostTags ? $"The request must not have more than {MostTags} tags."
            : request.Object("overrides") is { } overrides && Wire.Text(overrides).Length > LongestOverrides ? $"Container Overrides length must be at most {LongestOverrides}"
            // A container instance never registers here, so only Fargate has room.
            : request.TextOrNull("launchType") == "EC2" ? "No Container Instances were found in your cluster."
            : request.TextOrNull("launchType") is { } type and not ("FARGATE" or "EXTERNAL") ? $"Invalid launch type: {type}"
            : null;
        return refusal is null
            ? new JsonObject
            {
                ["tasks"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => TaskJson.Api(tasks.Run(request.Body)))]),
                ["failures"] = new JsonArray(),
            }
            : throw Invalid(refusal);
    }

    private static AwsErrorException Conflict(JsonObject before) =>
        new("ConflictException", "The clientToken is in use with another RunTask request.")
        {
            Members = new JsonObject { ["resourceIds"] = new JsonArray([.. before["tasks"]!.AsArray().Select(t => t!["taskArn"]!.DeepClone())]) },
        };

    private JsonObject Stop(ApiRequest request)
    {
        var cluster = clusters.Get(request.TextOrNull("cluster"));
        var task = tasks.Find(cluster, request.TextOrNull("task") ?? throw Invalid("taskId can not be blank."))
            ?? throw Invalid("The referenced task was not found.");
        tasks.Stop(task, request.TextOrNull("reason") ?? "Task stopped by user");
        return new JsonObject { ["task"] = TaskJson.Api(task) };
    }

    private JsonObject Describe(ApiRequest request)
    {
        var cluster = clusters.Get(request.TextOrNull("cluster"));
        var names = request.Texts("tasks");
        if (names.Count is 0 or > 100)
        {
            throw Invalid(names.Count == 0 ? "Tasks cannot be empty." : "Tasks cannot have more than 100 elements.");
        }

        var withTags = request.Texts("include").Contains("TAGS");
        var found = names.Select(n => (Name: n, Task: tasks.Find(cluster, n))).ToList();
        return new JsonObject
        {
            ["tasks"] = new JsonArray([.. found.Where(f => f.Task is not null).Select(f => Described(f.Task!, withTags))]),
            ["failures"] = new JsonArray([.. found.Where(f => f.Task is null).Select(f => new JsonObject { ["arn"] = tasks.Arn(cluster, f.Name), ["reason"] = "MISSING" })]),
        };
    }

    private static JsonObject Described(SandboxTask task, bool withTags)
    {
        var json = TaskJson.Api(task);
        if (!withTags)
        {
            json["tags"] = new JsonArray();
        }

        return json;
    }

    private JsonObject List(ApiRequest request)
    {
        var (family, startedBy, launchType) = (request.TextOrNull("family"), request.TextOrNull("startedBy"), request.TextOrNull("launchType"));
        if (startedBy is not null && family is not null)
        {
            throw Invalid("startedBy must be the only filter.");
        }

        var status = request.TextOrNull("desiredStatus") ?? "RUNNING";
        if (status is not ("RUNNING" or "PENDING" or "STOPPED"))
        {
            throw Invalid($"Invalid desired status: {status}");
        }

        // No service and no container instance is here that a task could belong to.
        var none = request.TextOrNull("serviceName") is not null || request.TextOrNull("containerInstance") is not null || launchType is not (null or "FARGATE");
        var found = tasks.In(clusters.Get(request.TextOrNull("cluster")))
            .Where(t => !none && t.DesiredStatus == status && (family is null || t.Family == family) && (startedBy is null || t.StartedBy == startedBy))
            .Select(t => t.Arn).ToList();
        return EcsPage.Of(request, "taskArns", found);
    }

    private static AwsErrorException Invalid(string message) => new("InvalidParameterException", message);
}
