using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>Writes a task as AWS does.</summary>
internal static class TaskJson
{
    public static JsonObject Write(SandboxTask task, TaskView view)
    {
        lock (task.Gate)
        {
            var api = Camel(task, view);
            return view == TaskView.Api ? api : (JsonObject)Wire.Pascal(api)!;
        }
    }

    private static JsonObject Camel(SandboxTask task, TaskView view)
    {
        Func<DateTimeOffset, JsonNode> time = view == TaskView.Api ? Wire.Seconds : Wire.Milliseconds;
        JsonNode? At(DateTimeOffset? at) => at is { } known ? time(known) : null;
        var cpu = task.Request["overrides"]?["cpu"] ?? task.Definition.Body["cpu"];
        var memory = task.Request["overrides"]?["memory"] ?? task.Definition.Body["memory"];
        return new JsonObject
        {
            ["attachments"] = Attachments(task, view),
            ["attributes"] = new JsonArray(new JsonObject { ["name"] = "ecs.cpu-architecture", ["value"] = "x86_64" }),
            ["availabilityZone"] = task.AvailabilityZone,
            ["clusterArn"] = task.Cluster.Arn,
        }
            .With("connectivity", task.StartedAt is null ? null : "CONNECTED")
            .With("connectivityAt", At(task.StartedAt))
            .With("containers", new JsonArray([.. task.Containers.Select(c => Container(task, c, view))]))
            .With("cpu", cpu?.ToString() ?? "256")
            .With("createdAt", time(task.CreatedAt))
            .With("desiredStatus", task.DesiredStatus)
            .With("enableExecuteCommand", task.Request["enableExecuteCommand"]?.GetValue<bool>() ?? false)
            .With("ephemeralStorage", new JsonObject { ["sizeInGiB"] = 20 })
            .With("executionStoppedAt", task.StopCode == "TaskFailedToStart" ? null : At(task.StoppingAt))
            .With("group", task.Request["group"]?.ToString() ?? $"family:{task.Family}")
            .With("inferenceAccelerators", new JsonArray())
            .With("lastStatus", task.LastStatus)
            .With("launchType", task.Request["launchType"]?.ToString() ?? "FARGATE")
            .With("memory", memory?.ToString() ?? "512")
            .With("overrides", Overrides(task, view))
            .With("platformFamily", view == TaskView.Stopped ? null : "Linux")
            .With("platformVersion", task.Request["platformVersion"]?.ToString() is { } version and not "LATEST" ? version : "1.4.0")
            .With("pullStartedAt", At(task.PullStartedAt))
            .With("pullStoppedAt", At(task.PullStoppedAt))
            .With("startedAt", At(task.StartedAt))
            .With("startedBy", task.StartedBy)
            .With("stopCode", task.StopCode)
            .With("stoppedAt", At(task.StoppedAt))
            .With("stoppedReason", task.StoppedReason)
            .With("stoppingAt", At(task.StoppingAt))
            .With("tags", task.Request["tags"]?.DeepClone() ?? new JsonArray())
            .With("taskArn", task.Arn)
            .With("taskDefinitionArn", task.Definition.Arn)
            .With("version", task.Version);
    }

    private static JsonArray Attachments(SandboxTask task, TaskView view)
    {
        if (task.Request["networkConfiguration"]?["awsvpcConfiguration"]?["subnets"] is not JsonArray { Count: > 0 } subnets)
        {
            return [];
        }

        var details = new JsonArray(Detail("subnetId", subnets[0]!.ToString()));
        if (task.LastStatus is not "PROVISIONING")
        {
            details.Add(Detail("networkInterfaceId", $"eni-0{task.Id[..16]}"));
            details.Add(Detail("macAddress", $"0e:{task.Id[..2]}:{task.Id[2..4]}:{task.Id[4..6]}:{task.Id[6..8]}:{task.Id[8..10]}"));
            details.Add(Detail("privateDnsName", $"ip-{Address(task).Replace('.', '-')}.ec2.internal"));
            details.Add(Detail("privateIPv4Address", Address(task)));
        }

        return new JsonArray(new JsonObject
        {
            ["id"] = task.AttachmentId,
            ["type"] = view == TaskView.Stopped ? "eni" : "ElasticNetworkInterface",
            ["status"] = task.LastStatus switch { "PROVISIONING" => "PRECREATED", "STOPPED" => "DELETED", _ => "ATTACHED" },
            ["details"] = details,
        });
    }

    private static JsonObject Container(SandboxTask task, TaskContainer container, TaskView view)
    {
        var started = task.LastStatus is not "PROVISIONING";
        return new JsonObject
        {
            ["containerArn"] = container.Arn,
            ["cpu"] = container.Cpu,
        }
            .With("exitCode", task.LastStatus == "STOPPED" || container.LastStatus == "STOPPED" ? container.ExitCode : null)
            .With("gpuIds", view == TaskView.Api ? null : new JsonArray())
            .With("image", container.Image)
            .With("imageDigest", task.StartedAt is null ? null : $"sha256:{container.RuntimeId.Replace("-", "", StringComparison.Ordinal)}{task.Id}"[..71])
            .With("lastStatus", container.LastStatus)
            .With("managedAgents", view == TaskView.Api ? null : new JsonArray())
            .With("name", container.Name)
            .With("networkBindings", new JsonArray())
            .With("networkInterfaces", started && task.Request["networkConfiguration"] is not null
                ? new JsonArray(new JsonObject { ["attachmentId"] = task.AttachmentId, ["privateIpv4Address"] = Address(task) })
                : [])
            .With("reason", container.Reason)
            .With("runtimeId", started ? container.RuntimeId : null)
            .With("taskArn", task.Arn);
    }

    private static JsonObject Overrides(SandboxTask task, TaskView view)
    {
        var given = (task.Request["overrides"]?["containerOverrides"] as JsonArray)?.OfType<JsonObject>().DistinctBy(o => o["name"]!.ToString()).ToDictionary(o => o["name"]!.ToString()) ?? [];
        var overrides = (JsonObject?)task.Request["overrides"]?.DeepClone() ?? [];
        overrides["containerOverrides"] = new JsonArray([.. task.Containers.Select(c => Override(c, given.GetValueOrDefault(c.Name), view))]);
        overrides["inferenceAcceleratorOverrides"] ??= new JsonArray();
        return overrides;
    }

    private static JsonObject Override(TaskContainer container, JsonObject? given, TaskView view)
    {
        var json = (JsonObject?)given?.DeepClone() ?? new JsonObject { ["name"] = container.Name };
        foreach (var list in view == TaskView.Api ? [] : (string[])["command", "environment", "environmentFiles", "resourceRequirements"])
        {
            json[list] ??= new JsonArray();
        }

        return json;
    }

    private static JsonObject Detail(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static string Address(SandboxTask task) => $"10.0.{Convert.ToByte(task.Id[..2], 16)}.{Convert.ToByte(task.Id[2..4], 16)}";
}
