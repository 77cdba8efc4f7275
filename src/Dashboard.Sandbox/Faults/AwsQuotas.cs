namespace Dashboard.Sandbox.Faults;

/// <summary>AWS's default quotas per account and region, as its service guides give them: bucket size and tokens a second.</summary>
internal static class AwsQuotas
{
    /// <summary>Where AWS grants Step Functions more.</summary>
    private static readonly HashSet<string> Big = ["us-east-1", "us-west-2", "eu-west-1"];

    private static readonly HashSet<string> FewerGetLogEvents = ["us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-3", "ap-southeast-3", "ca-west-1", "il-central-1"];

    private static readonly HashSet<string> FewerFilterLogEvents = ["eu-central-1", "ap-northeast-3", "ap-southeast-3", "ca-west-1", "il-central-1"];

    /// <summary>The bucket that a call takes from, which several operations may share; null where AWS publishes none.</summary>
    public static (string Bucket, double Size, double PerSecond)? Of(string api, string region)
    {
        var (service, operation) = api.Split('.', 2) is [var first, var second] ? (first, second) : (api, "");
        return service switch
        {
            "AWSStepFunctions" => Own(api, StepFunctions(operation, Big.Contains(region))),
            "AmazonEC2ContainerServiceV20141113" => Ecs(operation),
            "Logs_20140328" => Own(api, Logs(operation, region)),
            "Scheduler" => Own(api, Scheduler(operation)),
            _ => null,
        };
    }

    private static (string, double, double)? Own(string bucket, (double Size, double PerSecond)? quota) =>
        quota is { } q ? (bucket, q.Size, q.PerSecond) : null;

    private static (double, double)? StepFunctions(string operation, bool big) => operation switch
    {
        "StartExecution" or "RedriveExecution" => big ? (1300, 300) : (800, 150),
        "StopExecution" => big ? (1000, 200) : (500, 25),
        "DescribeExecution" => big ? (300, 15) : (250, 10),
        "GetExecutionHistory" => (400, 20),
        "ListExecutions" => big ? (200, 5) : (100, 2),
        "ListStateMachines" => (100, 5),
        "DescribeStateMachine" => (200, 20),
        "DescribeStateMachineForExecution" or "DescribeMapRun" or "DescribeStateMachineAlias" or "TagResource" or "UntagResource" => (200, 1),
        "ListMapRuns" or "ListStateMachineAliases" or "ListStateMachineVersions" or "ListTagsForResource" => (100, 1),
        "UpdateStateMachine" or "PublishStateMachineVersion" or "ValidateStateMachineDefinition" or "UpdateMapRun" => (100, 1),
        "TestState" => (50, 10),
        _ => null,
    };

    private static (string, double, double)? Ecs(string operation) => operation switch
    {
        "DescribeTasks" or "ListTasks" or "DescribeContainerInstances" or "ListContainerInstances" or "ListAttributes" => ("ecs:resource-read", 100, 20),
        "RunTask" or "StartTask" or "StopTask" or "ExecuteCommand" => ("ecs:resource-modify", 100, 40),
        "DescribeTaskDefinition" or "ListTaskDefinitions" or "ListTaskDefinitionFamilies" => ("ecs:task-definition-read", 50, 20),
        "DescribeClusters" or "ListClusters" => ("ecs:cluster-read", 50, 20),
        "ListTagsForResource" => ("ecs:tag-read", 50, 20),
        _ => null,
    };

    /// <summary>Given as calls a second: a second's worth is the bucket.</summary>
    private static (double, double)? Logs(string operation, string region) => operation switch
    {
        "GetLogEvents" when region == "eu-west-3" => (30, 30),
        "GetLogEvents" => FewerGetLogEvents.Contains(region) ? (10, 10) : (25, 25),
        "FilterLogEvents" when region == "us-east-1" => (25, 25),
        "FilterLogEvents" => FewerFilterLogEvents.Contains(region) ? (5, 5) : (10, 10),
        "DescribeLogStreams" => (25, 25),
        "DescribeLogGroups" or "StartQuery" or "GetQueryResults" => (10, 10),
        "StartLiveTail" => (5, 5),
        _ => null,
    };

    /// <summary>The lower of what the guides give; ListSchedules is not published.</summary>
    private static (double, double)? Scheduler(string operation) => operation switch
    {
        "CreateSchedule" or "GetSchedule" or "UpdateSchedule" or "DeleteSchedule" => (250, 250),
        "CreateScheduleGroup" or "GetScheduleGroup" or "DeleteScheduleGroup" or "ListScheduleGroups" => (10, 10),
        _ => null,
    };
}
