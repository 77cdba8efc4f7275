using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>ECS clusters.</summary>
internal sealed class ClusterOperations(ClusterStore clusters)
{
    public const string Service = "AmazonEC2ContainerServiceV20141113";

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateCluster"] = Create,
        ["DeleteCluster"] = r => new JsonObject { ["cluster"] = Json(clusters.Delete(r.Text("cluster")), "INACTIVE") },
        ["DescribeClusters"] = Describe,
        ["ListClusters"] = List,
    };

    private JsonObject Create(ApiRequest request)
    {
        var cluster = clusters.Create(request.TextOrNull("clusterName") ?? "default");
        cluster.Tags.Set(request.List("tags"));
        return new JsonObject { ["cluster"] = Json(cluster, "ACTIVE") };
    }

    private JsonObject Describe(ApiRequest request)
    {
        var names = request.Texts("clusters") is { Count: > 0 } given ? given : ["default"];
        return new JsonObject
        {
            ["clusters"] = new JsonArray([.. names.Select(clusters.Find).OfType<Cluster>().Select(c => Json(c, "ACTIVE"))]),
            ["failures"] = new JsonArray([.. names.Where(n => clusters.Find(n) is null).Select(n => new JsonObject { ["arn"] = clusters.Arn(n), ["reason"] = "MISSING" })]),
        };
    }

    private JsonObject List(ApiRequest request)
    {
        var (items, next) = Paging.Page([.. clusters.All], request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 100, "InvalidParameterException");
        return new JsonObject { ["clusterArns"] = new JsonArray([.. items.Select(c => (JsonNode)c.Arn)]) }.With("nextToken", next);
    }

    private static JsonObject Json(Cluster cluster, string status) => new()
    {
        ["clusterArn"] = cluster.Arn,
        ["clusterName"] = cluster.Name,
        ["status"] = status,
        ["registeredContainerInstancesCount"] = 0,
        ["runningTasksCount"] = 0,
        ["pendingTasksCount"] = 0,
        ["activeServicesCount"] = 0,
        ["statistics"] = new JsonArray(),
        ["tags"] = cluster.Tags.ToJson(),
        ["settings"] = new JsonArray(),
        ["capacityProviders"] = new JsonArray(),
        ["defaultCapacityProviderStrategy"] = new JsonArray(),
    };
}
