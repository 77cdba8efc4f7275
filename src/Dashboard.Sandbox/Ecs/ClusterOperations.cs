using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>ECS clusters.</summary>
internal sealed class ClusterOperations(ClusterStore clusters, TaskStore tasks)
{
    public const string Service = "AmazonEC2ContainerServiceV20141113";

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateCluster"] = Create,
        ["DeleteCluster"] = Delete,
        ["DescribeClusters"] = Describe,
        ["ListClusters"] = List,
    };

    private JsonObject Create(ApiRequest request)
    {
        var cluster = clusters.Create(request.TextOrNull("clusterName") ?? "default");
        cluster.Tags.Set(request.List("tags"));
        return new JsonObject { ["cluster"] = Json(cluster, "ACTIVE") };
    }

    private JsonObject Delete(ApiRequest request)
    {
        var cluster = clusters.Get(request.TextOrNull("cluster"));
        if (tasks.In(cluster).Any(t => t.LastStatus != "STOPPED"))
        {
            throw new AwsErrorException("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active.");
        }

        clusters.Delete(cluster);
        return new JsonObject { ["cluster"] = Json(cluster, "INACTIVE") };
    }

    private JsonObject Describe(ApiRequest request)
    {
        var names = request.Texts("clusters") is { Count: > 0 } given ? given : ["default"];
        var withTags = request.Texts("include").Contains("TAGS");
        return new JsonObject
        {
            ["clusters"] = new JsonArray([.. names.Select(clusters.Find).OfType<Cluster>().Select(c => Json(c, "ACTIVE", withTags))]),
            ["failures"] = new JsonArray([.. names.Where(n => clusters.Find(n) is null).Select(n => new JsonObject { ["arn"] = clusters.Arn(n), ["reason"] = "MISSING" })]),
        };
    }

    private JsonObject List(ApiRequest request) => EcsPage.Of(request, "clusterArns", [.. clusters.All.Select(c => c.Arn)]);

    private JsonObject Json(Cluster cluster, string status, bool withTags = true) => new()
    {
        ["clusterArn"] = cluster.Arn,
        ["clusterName"] = cluster.Name,
        ["status"] = status,
        ["registeredContainerInstancesCount"] = 0,
        ["runningTasksCount"] = tasks.In(cluster).Count(t => t.LastStatus == "RUNNING"),
        ["pendingTasksCount"] = tasks.In(cluster).Count(t => t.LastStatus is "PROVISIONING" or "PENDING"),
        ["activeServicesCount"] = 0,
        ["statistics"] = new JsonArray(),
        ["tags"] = withTags ? cluster.Tags.ToJson() : new JsonArray(),
        ["settings"] = new JsonArray(),
        ["capacityProviders"] = new JsonArray(),
        ["defaultCapacityProviderStrategy"] = new JsonArray(),
    };
}
