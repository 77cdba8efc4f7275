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
        var definition = definitions.Find(request.Text("taskDefinition")) ?? throw new AwsErrorException("ClientException", "Unable to describe task definition.");
        return new JsonObject { ["taskDefinition"] = Json(definition), ["tags"] = definition.Tags.ToJson() };
    }

    private JsonObject Deregister(ApiRequest request)
    {
        var definition = definitions.Find(request.Text("taskDefinition")) ?? throw new AwsErrorException("ClientException", "The specified task definition does not exist.");
        definition.IsActive = false;
        return new JsonObject { ["taskDefinition"] = Json(definition) };
    }

    private JsonObject List(ApiRequest request)
    {
        var family = request.TextOrNull("familyPrefix");
        var active = request.TextOrNull("status") != "INACTIVE";
        var found = definitions.All().Where(d => (family is null || d.Family == family) && d.IsActive == active).Select(d => d.Arn).ToList();
        if (request.TextOrNull("sort") == "DESC")
        {
            found.Reverse();
        }

        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 100, "InvalidParameterException");
        return new JsonObject { ["taskDefinitionArns"] = new JsonArray([.. items.Select(a => (JsonNode)a)]) }.With("nextToken", next);
    }

    private JsonObject ListFamilies(ApiRequest request)
    {
        var prefix = request.TextOrNull("familyPrefix") ?? "";
        var found = definitions.All().Select(d => d.Family).Distinct().Where(f => f.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var (items, next) = Paging.Page(found, request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 100, "InvalidParameterException");
        return new JsonObject { ["families"] = new JsonArray([.. items.Select(f => (JsonNode)f)]) }.With("nextToken", next);
    }

    private static JsonObject Json(TaskDefinition definition)
    {
        var json = (JsonObject)definition.Body.DeepClone();
        json.Remove("tags");
        json["taskDefinitionArn"] = definition.Arn;
        json["revision"] = definition.Revision;
        json["status"] = definition.IsActive ? "ACTIVE" : "INACTIVE";
        json["registeredAt"] = Wire.Seconds(definition.RegisteredAt);
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
