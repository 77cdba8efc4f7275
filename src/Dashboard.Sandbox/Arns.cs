namespace Dashboard.Sandbox;

/// <summary>Writes the ARNs of one account and region.</summary>
/// <param name="isOpen">The region is not settled: the first signed request settles it.</param>
internal sealed class Arns(string region, string accountId, bool isOpen = false)
{
    private string? _region = isOpen ? null : region;

    public string Region => _region ?? region;

    public string AccountId { get; } = accountId;

    /// <summary>Takes the region that a request was signed for, unless there is one.</summary>
    /// <param name="authorization">Such as <c>AWS4-HMAC-SHA256 Credential=KEY/20261123/us-east-1/states/aws4_request, …</c>.</param>
    public void Settle(string authorization)
    {
        if (_region is null && authorization.Split("Credential=") is [_, var scope, ..] && scope.Split('/') is [_, _, { Length: > 0 } signed, _, ..])
        {
            Interlocked.CompareExchange(ref _region, signed, null);
        }
    }

    public string StateMachine(string name) => Of("states", $"stateMachine:{name}");

    public string Execution(string stateMachine, string name) => Of("states", $"execution:{stateMachine}:{name}");

    public string Activity(string name) => Of("states", $"activity:{name}");

    /// <param name="stateMachine">The state machine and the Map's label, <c>machine/label</c>.</param>
    public string MapRun(string stateMachine, string id) => Of("states", $"mapRun:{stateMachine}:{id}");

    public string ExpressExecution(string stateMachine, string name) => Of("states", $"express:{stateMachine}:{name}:{Ids.Uuid()}");

    public string Cluster(string name) => Of("ecs", $"cluster/{name}");

    public string TaskDefinition(string family, int revision) => Of("ecs", $"task-definition/{family}:{revision}");

    public string EcsTask(string cluster, string id) => Of("ecs", $"task/{cluster}/{id}");


    public string LogGroup(string name) => Of("logs", $"log-group:{name}");

    public string Schedule(string group, string name) => Of("scheduler", $"schedule/{group}/{name}");

    public string ScheduleGroup(string name) => Of("scheduler", $"schedule-group/{name}");

    public string Of(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";
}
