using Amazon.StepFunctions.Model;
using DomainEvent = Dashboard.Domain.Executions.HistoryEvent;

namespace Dashboard.Aws.StepFunctions;

/// <summary>An event of AWS's in ours. An event has at most one details member; its type says which, but what is there is what is read.</summary>
internal static class HistoryEventReader
{
    public static DomainEvent Read(HistoryEvent e)
    {
        var read = new DomainEvent
        {
            Id = e.Id ?? 0,
            PreviousId = e.PreviousEventId ?? 0,
            Timestamp = AwsTime.Read(e.Timestamp) ?? default,
            Type = e.Type?.Value ?? "",
        };
        return State(e, read) ?? Task(e, read) ?? Execution(e, read) ?? Map(e, read) ?? Lambda(e, read) ?? Activity(e, read) ?? read;
    }

    private static DomainEvent? State(HistoryEvent e, DomainEvent r) => e switch
    {
        { StateEnteredEventDetails: { } d } => r with { Name = d.Name, Input = d.Input },
        { StateExitedEventDetails: { } d } => r with { Name = d.Name, Output = d.Output, AssignedVariables = d.AssignedVariables },
        { EvaluationFailedEventDetails: { } d } => r with { Name = d.State, Error = d.Error, Cause = d.Cause, Location = d.Location },
        _ => null,
    };

    private static DomainEvent? Task(HistoryEvent e, DomainEvent r) => e switch
    {
        { TaskScheduledEventDetails: { } d } => r with
        {
            ResourceType = d.ResourceType,
            Resource = d.Resource,
            Region = d.Region,
            Parameters = d.Parameters,
            TimeoutInSeconds = d.TimeoutInSeconds,
            HeartbeatInSeconds = d.HeartbeatInSeconds,
        },
        { TaskStartedEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource },
        { TaskSubmittedEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Output = d.Output },
        { TaskSucceededEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Output = d.Output },
        { TaskFailedEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Error = d.Error, Cause = d.Cause },
        { TaskTimedOutEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Error = d.Error, Cause = d.Cause },
        { TaskStartFailedEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Error = d.Error, Cause = d.Cause },
        { TaskSubmitFailedEventDetails: { } d } => r with { ResourceType = d.ResourceType, Resource = d.Resource, Error = d.Error, Cause = d.Cause },
        _ => null,
    };

    private static DomainEvent? Execution(HistoryEvent e, DomainEvent r) => e switch
    {
        { ExecutionStartedEventDetails: { } d } => r with
        {
            Input = d.Input,
            RoleArn = d.RoleArn,
            StateMachineAliasArn = d.StateMachineAliasArn,
            StateMachineVersionArn = d.StateMachineVersionArn,
        },
        { ExecutionSucceededEventDetails: { } d } => r with { Output = d.Output },
        { ExecutionFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { ExecutionAbortedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { ExecutionTimedOutEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { ExecutionRedrivenEventDetails: { } d } => r with { RedriveCount = d.RedriveCount },
        _ => null,
    };

    private static DomainEvent? Map(HistoryEvent e, DomainEvent r) => e switch
    {
        { MapStateStartedEventDetails: { } d } => r with { Length = d.Length },
        { MapRunStartedEventDetails: { } d } => r with { MapRunArn = d.MapRunArn },
        { MapRunFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { MapRunRedrivenEventDetails: { } d } => r with { MapRunArn = d.MapRunArn, RedriveCount = d.RedriveCount },
        _ => (e.MapIterationStartedEventDetails ?? e.MapIterationSucceededEventDetails ?? e.MapIterationFailedEventDetails ?? e.MapIterationAbortedEventDetails) is { } d
            ? r with { Index = d.Index, Name = d.Name }
            : null,
    };

    private static DomainEvent? Lambda(HistoryEvent e, DomainEvent r) => e switch
    {
        { LambdaFunctionScheduledEventDetails: { } d } => r with { Resource = d.Resource, Input = d.Input, TimeoutInSeconds = d.TimeoutInSeconds },
        { LambdaFunctionSucceededEventDetails: { } d } => r with { Output = d.Output },
        { LambdaFunctionFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { LambdaFunctionTimedOutEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { LambdaFunctionStartFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { LambdaFunctionScheduleFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        _ => null,
    };

    private static DomainEvent? Activity(HistoryEvent e, DomainEvent r) => e switch
    {
        { ActivityScheduledEventDetails: { } d } => r with { Resource = d.Resource, Input = d.Input, TimeoutInSeconds = d.TimeoutInSeconds, HeartbeatInSeconds = d.HeartbeatInSeconds },
        { ActivityStartedEventDetails: { } d } => r with { WorkerName = d.WorkerName },
        { ActivitySucceededEventDetails: { } d } => r with { Output = d.Output },
        { ActivityFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { ActivityTimedOutEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        { ActivityScheduleFailedEventDetails: { } d } => r with { Error = d.Error, Cause = d.Cause },
        _ => null,
    };
}
