using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Ecs;

/// <summary>Writes a task as AWS does.</summary>
internal sealed class TaskJson
{
    private readonly SandboxTask _task;
    private readonly TaskView _view;
    private readonly CasedJson _json;

    private TaskJson(SandboxTask task, TaskView view) => (_task, _view, _json) = (task, view, new CasedJson(pascal: view != TaskView.Api));

    /// <summary>As the ECS API shows it.</summary>
    public static JsonObject Api(SandboxTask task) => (JsonObject)JsonNode.Parse(Text(task, TaskView.Api))!;

    public static string Text(SandboxTask task, TaskView view)
    {
        using var request = JsonDocument.Parse(task.Request);
        lock (task.Gate)
        {
            return new TaskJson(task, view).Text(request.RootElement);
        }
    }

    private string Text(JsonElement request)
    {
        var overrides = Find(request, "overrides");
        _json.Begin();
        Attachments(request);
        _json.BeginList("attributes").Begin().With("name", "ecs.cpu-architecture").With("value", "x86_64").End().EndList()
            .With("availabilityZone", _task.AvailabilityZone)
            .With("clusterArn", _task.Cluster.Arn)
            .With("connectivity", _task.StartedAt is null ? null : "CONNECTED");
        At("connectivityAt", _task.StartedAt);
        _json.BeginList("containers");
        foreach (var container in _task.Containers)
        {
            Container(container, Find(request, "networkConfiguration") is not null);
        }

        _json.EndList().With("cpu", Find(overrides, "cpu")?.ToString() ?? _task.Definition.Body["cpu"]?.ToString() ?? "256");
        At("createdAt", _task.CreatedAt);
        _json.With("desiredStatus", _task.DesiredStatus)
            .With("enableExecuteCommand", Find(request, "enableExecuteCommand") is { ValueKind: JsonValueKind.True })
            .Begin("ephemeralStorage").With("sizeInGiB", 20).End();
        At("executionStoppedAt", _task.StopCode == "TaskFailedToStart" ? null : _task.StoppingAt);
        _json.With("group", Find(request, "group")?.ToString() ?? $"family:{_task.Family}")
            .EmptyList("inferenceAccelerators")
            .With("lastStatus", _task.LastStatus)
            .With("launchType", Find(request, "launchType")?.ToString() ?? "FARGATE")
            .With("memory", Find(overrides, "memory")?.ToString() ?? _task.Definition.Body["memory"]?.ToString() ?? "512");
        Overrides(overrides);
        _json.With("platformFamily", _view == TaskView.Stopped ? null : "Linux")
            .With("platformVersion", Find(request, "platformVersion")?.ToString() is { } version and not "LATEST" ? version : "1.4.0");
        At("pullStartedAt", _task.PullStartedAt);
        At("pullStoppedAt", _task.PullStoppedAt);
        At("startedAt", _task.StartedAt);
        _json.With("startedBy", _task.StartedBy).With("stopCode", _task.StopCode);
        At("stoppedAt", _task.StoppedAt);
        _json.With("stoppedReason", _task.StoppedReason);
        At("stoppingAt", _task.StoppingAt);
        if (Find(request, "tags") is { } tags)
        {
            _json.With("tags", tags);
        }
        else
        {
            _json.EmptyList("tags");
        }

        return _json.With("taskArn", _task.Arn).With("taskDefinitionArn", _task.Definition.Arn).With("version", _task.Version).End().Finish();
    }

    private void Attachments(JsonElement request)
    {
        _json.BeginList("attachments");
        if (Find(Find(Find(request, "networkConfiguration"), "awsvpcConfiguration"), "subnets") is { ValueKind: JsonValueKind.Array } subnets && subnets.GetArrayLength() > 0)
        {
            _json.Begin()
                .With("id", _task.AttachmentId)
                .With("type", _view == TaskView.Stopped ? "eni" : "ElasticNetworkInterface")
                .With("status", _task.LastStatus switch { "PROVISIONING" => "PRECREATED", "STOPPED" => "DELETED", _ => "ATTACHED" })
                .BeginList("details");
            Detail("subnetId", subnets[0].ToString());
            if (_task.LastStatus is not "PROVISIONING")
            {
                var id = _task.Id;
                Detail("networkInterfaceId", $"eni-0{id[..16]}");
                Detail("macAddress", $"0e:{id[..2]}:{id[2..4]}:{id[4..6]}:{id[6..8]}:{id[8..10]}");
                Detail("privateDnsName", $"ip-{Address.Replace('.', '-')}.ec2.internal");
                Detail("privateIPv4Address", Address);
            }

            _json.EndList().End();
        }

        _json.EndList();
    }

    private void Detail(string name, string value) => _json.Begin().With("name", name).With("value", value).End();

    private void Container(TaskContainer container, bool hasNetwork)
    {
        var started = _task.LastStatus is not "PROVISIONING";
        _json.Begin()
            .With("containerArn", _task.ArnOf(container))
            .With("cpu", container.Definition.Cpu)
            .With("exitCode", _task.LastStatus == "STOPPED" || container.LastStatus == "STOPPED" ? container.ExitCode : null);
        EmptyLists("gpuIds");
        _json.With("image", container.Definition.Image)
            .With("imageDigest", _task.StartedAt is null ? null : container.Definition.ImageDigest)
            .With("lastStatus", container.LastStatus);
        EmptyLists("managedAgents");
        _json.With("name", container.Definition.Name).EmptyList("networkBindings").BeginList("networkInterfaces");
        if (started && hasNetwork)
        {
            _json.Begin().With("attachmentId", _task.AttachmentId).With("privateIpv4Address", Address).End();
        }

        _json.EndList()
            .With("reason", container.Reason)
            .With("runtimeId", started ? $"{_task.Id}-{container.Id.ToString("n")[..10]}" : null)
            .With("taskArn", _task.Arn)
            .End();
    }

    private void Overrides(JsonElement? given)
    {
        _json.Begin("overrides");
        foreach (var member in Members(given).Where(m => m.Name != "containerOverrides"))
        {
            _json.With(member.Name, member.Value);
        }

        _json.BeginList("containerOverrides");
        var ofContainers = Find(given, "containerOverrides") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : new List<JsonElement>();
        foreach (var container in _task.Containers)
        {
            Override(container.Definition.Name, ofContainers.Find(o => Find(o, "name")?.ToString() == container.Definition.Name));
        }

        _json.EndList();
        if (Find(given, "inferenceAcceleratorOverrides") is null)
        {
            _json.EmptyList("inferenceAcceleratorOverrides");
        }

        _json.End();
    }

    private void Override(string container, JsonElement given)
    {
        _json.Begin().With("name", container);
        foreach (var member in Members(given).Where(m => m.Name != "name"))
        {
            _json.With(member.Name, member.Value);
        }

        EmptyLists([.. ((string[])["command", "environment", "environmentFiles", "resourceRequirements"]).Where(l => Find(given, l) is null)]);
        _json.End();
    }

    /// <summary>Step Functions writes lists that the API leaves out when they are empty.</summary>
    private void EmptyLists(params string[] names)
    {
        foreach (var name in _view == TaskView.Api ? [] : names)
        {
            _json.EmptyList(name);
        }
    }

    private void At(string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            _json.With(name, _view == TaskView.Api ? known.ToUnixTimeMilliseconds() / 1000m : known.ToUnixTimeMilliseconds());
        }
    }

    private string Address => $"10.0.{Convert.ToByte(_task.Id[..2], 16)}.{Convert.ToByte(_task.Id[2..4], 16)}";

    /// <summary>A member that says something.</summary>
    private static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static IEnumerable<JsonProperty> Members(JsonElement? parent) =>
        parent is { ValueKind: JsonValueKind.Object } o ? o.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null) : [];
}
