using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>ECS task definitions.</summary>
internal sealed class TaskDefinitionOperations(TaskDefinitionStore definitions)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["RegisterTaskDefinition"] = Register,
        ["DescribeTaskDefinition"] = Describe,
        ["DeregisterTaskDefinition"] = Deregister,
        ["ListTaskDefinitions"] = List,
        ["ListTaskDefinitionFamilies"] = ListFamilies,
    };

    private JsonObject Register(ApiRequest request)
    {
        var definition = definitions.Register(request.Body);
        definition.Tags.Set(request.List("tags"));
        return new JsonObject { ["taskDefinition"] = Json(definition), ["tags"] = definition.Tags.ToJson() };
    }

    private JsonObject Describe(ApiRequest request)
    {
        var definition = definitions.Find(Named(request)) ?? throw new AwsErrorException("ClientException", "Unable to describe task definition.");
        return new JsonObject { ["taskDefinition"] = Json(definition), ["tags"] = request.Texts("include").Contains("TAGS") ? definition.Tags.ToJson() : new JsonArray() };
    }

    /// <summary>Only one revision at a time, so a family alone does not do.</summary>
    private JsonObject Deregister(ApiRequest request)
    {
        var name = Named(request);
        if (!name[(name.LastIndexOf('/') + 1)..].Contains(':', StringComparison.Ordinal))
        {
            throw new AwsErrorException("InvalidParameterException", "Task definition must have a revision.");
        }

        var definition = definitions.Find(name) ?? throw new AwsErrorException("ClientException", "The specified task definition does not exist.");
        definitions.Deregister(definition);
        return new JsonObject { ["taskDefinition"] = Json(definition) };
    }

    private static string Named(ApiRequest request) =>
        request.TextOrNull("taskDefinition") is { Length: > 0 } name ? name : throw new AwsErrorException("InvalidParameterException", "TaskDefinition can not be blank.");

    private JsonObject List(ApiRequest request)
    {
        var family = request.TextOrNull("familyPrefix");
        var active = request.TextOrNull("status") != "INACTIVE";
        var found = definitions.All().Where(d => (family is null || d.Family == family) && d.IsActive == active).Select(d => d.Arn).ToList();
        if (request.TextOrNull("sort") == "DESC")
        {
            found.Reverse();
        }

        return EcsPage.Of(request, "taskDefinitionArns", found);
    }

    /// <summary>Both kinds, unless the status asks for families with an active revision or without.</summary>
    private JsonObject ListFamilies(ApiRequest request)
    {
        var prefix = request.TextOrNull("familyPrefix") ?? "";
        var status = request.TextOrNull("status");
        return EcsPage.Of(request, "families", definitions.All().GroupBy(d => d.Family)
            .Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal) && (status is null or "ALL" || f.Any(d => d.IsActive) == (status == "ACTIVE")))
            .Select(f => f.Key).ToList());
    }

    private static JsonObject Json(TaskDefinition definition)
    {
        var json = (JsonObject)definition.Body.DeepClone();
        json.Remove("tags");
        json["taskDefinitionArn"] = definition.Arn;
        json["revision"] = definition.Revision;
        json["status"] = definition.IsActive ? "ACTIVE" : "INACTIVE";
        json["registeredAt"] = Wire.Seconds(definition.RegisteredAt);
        json.With("deregisteredAt", definition.DeregisteredAt is { } at ? Wire.Seconds(at) : null);
        foreach (var name in (string[])["volumes", "placementConstraints"])
        {
            json[name] ??= new JsonArray();
        }

        foreach (var container in json["containerDefinitions"]!.AsArray().OfType<JsonObject>())
        {
            container["essential"] ??= true;
            container["cpu"] ??= 0;
            foreach (var name in (string[])["environment", "mountPoints", "portMappings", "volumesFrom"])
            {
                container[name] ??= new JsonArray();
            }
        }

        return json;
    }
}
