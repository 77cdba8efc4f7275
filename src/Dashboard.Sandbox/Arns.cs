namespace Dashboard.Sandbox;

/// <summary>Writes the ARNs of one account and region.</summary>
internal sealed class Arns(string region, string accountId)
{
    public string Region { get; } = region;

    public string AccountId { get; } = accountId;

    public string StateMachine(string name) => Of("states", $"stateMachine:{name}");

    public string Execution(string stateMachine, string name) => Of("states", $"execution:{stateMachine}:{name}");

    public string Express(string stateMachine, string name, string run) => Of("states", $"express:{stateMachine}:{name}:{run}");

    public string Activity(string name) => Of("states", $"activity:{name}");

    public string Cluster(string name) => Of("ecs", $"cluster/{name}");

    public string TaskDefinition(string family, int revision) => Of("ecs", $"task-definition/{family}:{revision}");

    public string EcsTask(string cluster, string id) => Of("ecs", $"task/{cluster}/{id}");

    public string Container(string cluster, string task, string id) => Of("ecs", $"container/{cluster}/{task}/{id}");

    public string LogGroup(string name) => Of("logs", $"log-group:{name}");

    public string Schedule(string group, string name) => Of("scheduler", $"schedule/{group}/{name}");

    public string ScheduleGroup(string name) => Of("scheduler", $"schedule-group/{name}");

    public string Of(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";
}
