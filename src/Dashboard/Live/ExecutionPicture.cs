using System.Collections.Immutable;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>Everything that is known of one execution at one moment. Immutable, and shared by all who watch it.</summary>
public sealed record ExecutionPicture
{
    /// <summary>As DescribeExecution last gave it; <see cref="Snapshot"/> is newer where they differ.</summary>
    public required ExecutionDetail Detail { get; init; }

    public required ExecutionSnapshot Snapshot { get; init; }

    /// <summary>The whole history so far, oldest first.</summary>
    public required ImmutableArray<HistoryEvent> Events { get; init; }

    /// <summary>The machine as this execution ran it; null where AWS does not give it.</summary>
    public StateMachineDetail? Machine { get; init; }

    /// <summary>Null where <see cref="Machine"/> is, or where its text is no definition.</summary>
    public StateMachineDefinition? Definition { get; init; }

    public required ExitCodePolicy Policy { get; init; }

    /// <summary>What is known of the executions that this one started and waits for, by ARN.</summary>
    public ImmutableDictionary<string, ExecutionSnapshot> Children { get; init; } = ImmutableDictionary<string, ExecutionSnapshot>.Empty;

    /// <summary>What AWS counts of the Map Runs of distributed Maps, by ARN.</summary>
    public ImmutableDictionary<string, MapRunSummary> MapRuns { get; init; } = ImmutableDictionary<string, MapRunSummary>.Empty;

    /// <summary>What ECS says of the tasks that run now, by ARN.</summary>
    public ImmutableDictionary<string, EcsTask> RunningTasks { get; init; } = ImmutableDictionary<string, EcsTask>.Empty;

    /// <summary>How long the machine and its states usually take, as of the first look.</summary>
    public UsualDurations Usual { get; init; } = UsualDurations.None;

    /// <summary>When AWS was last asked, or the archive where that knows all.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The ECS task of an attempt: while it runs, ECS knows more than the history.</summary>
    public EcsTask? TaskOf(TaskAttempt attempt) => attempt.Result.Task is { } task ? RunningTasks.GetValueOrDefault(task.TaskArn, task) : null;

    public bool IsClosed => Snapshot.Status is not (ExecutionStatus.Running or ExecutionStatus.PendingRedrive or ExecutionStatus.Unknown);

    /// <summary>Nothing more comes, unless it is redriven: it has ended, and so have its children.</summary>
    public bool IsFinal => IsClosed && Children.Values.All(c => c.Status is not (ExecutionStatus.Running or ExecutionStatus.PendingRedrive));
}
