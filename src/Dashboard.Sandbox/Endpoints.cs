using System.Text.Json.Nodes;
using Dashboard.Sandbox.Ecs;
using Dashboard.Sandbox.Logs;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox;

/// <summary>Which address answers what.</summary>
internal static class Endpoints
{
    public static void Map(WebApplication app, Account account)
    {
        var targets = new JsonTargets(account.Requests);
        targets.Add(LogOperations.Service, new LogOperations(account.Logs, account.Arns).All());
        targets.Add(ClusterOperations.Service, new ClusterOperations(account.Clusters).All());
        targets.Add(ClusterOperations.Service, new TaskDefinitionOperations(account.TaskDefinitions).All());
        targets.Add(ClusterOperations.Service, new TaskOperations(account.Tasks, account.Clusters).All());
        app.MapPost("/", targets.HandleAsync);
        ControlEndpoints.Map(app, account);
    }
}
