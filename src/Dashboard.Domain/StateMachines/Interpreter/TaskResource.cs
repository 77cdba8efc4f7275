using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>What a Task's resource ARN says about its events: a service integration, an activity or a Lambda function.</summary>
internal sealed class TaskResource
{
    private const string Service = ":states:::";
    private readonly string _prefix;

    public TaskResource(string arn)
    {
        if (arn.IndexOf(Service, StringComparison.Ordinal) is var at and >= 0)
        {
            var integration = arn[(at + Service.Length)..];
            var from = integration.StartsWith("aws-sdk:", StringComparison.Ordinal) ? "aws-sdk:".Length : 0;
            var colon = integration.IndexOf(':', from);
            (Type, Name) = colon < 0 ? ("", integration) : (integration[..colon], integration[(colon + 1)..]);
            _prefix = "Task";
        }
        else
        {
            (Name, _prefix) = (arn, arn.Contains(":activity:", StringComparison.Ordinal) ? "Activity" : arn.Contains(":lambda:", StringComparison.Ordinal) ? "LambdaFunction" : "Task");
        }
    }

    /// <summary>Such as <c>ecs</c> or <c>aws-sdk:sfn</c>; null for activities and functions.</summary>
    public string? Type { get; }

    /// <summary>Such as <c>runTask.sync</c>; for activities and functions the ARN.</summary>
    public string Name { get; }

    /// <summary>It says StartedBy in the parameters of an ECS task that it waits for.</summary>
    public bool NamesItself => (Type, Name) == ("ecs", "runTask.sync");

    /// <summary>It ends when its token is sent back; the context object holds it.</summary>
    public bool WaitsForToken => Name.EndsWith(".waitForTaskToken", StringComparison.Ordinal);

    /// <summary>The first event of an attempt. An activity or function has an input where a service has parameters and a region.</summary>
    public HistoryEvent Scheduled(string? region, string parameters) => Type is null
        ? Event("Scheduled") with { Input = parameters }
        : Event("Scheduled") with { Region = region, Parameters = parameters };

    /// <summary>The event of an attempt that failed.</summary>
    public HistoryEvent Failed(StatesErrorException failure) => Event(failure.Kind switch
    {
        TaskFailureKind.SubmitFailed => Type is null ? "ScheduleFailed" : "SubmitFailed",
        TaskFailureKind.StartFailed => "StartFailed",
        TaskFailureKind.TimedOut or TaskFailureKind.HeartbeatTimedOut => "TimedOut",
        _ => "Failed",
    }) with
    { Error = failure.Error, Cause = failure.Cause };

    /// <summary>An event of this kind of task.</summary>
    /// <param name="what">Such as <c>Scheduled</c>.</param>
    public HistoryEvent Event(string what) => HistoryWriter.Event(_prefix + what) with
    {
        ResourceType = Type,
        Resource = _prefix == "Task" || what == "Scheduled" ? Name : null,
    };
}
