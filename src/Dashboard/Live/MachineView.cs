using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Live;

/// <summary>A state machine with its last executions.</summary>
public sealed record MachineView
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    /// <summary>AWS keeps no list of an express machine's executions.</summary>
    public bool IsExpress { get; init; }

    /// <summary>The definition as it is now, JSON text.</summary>
    public string? DefinitionText { get; init; }

    /// <summary>Null where the text is no definition, or has not been read yet.</summary>
    public StateMachineDefinition? Definition { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The last executions, newest first.</summary>
    public ImmutableArray<RunView> Runs { get; init; } = [];

    /// <summary>When <see cref="Runs"/> was last listed; null until the first time.</summary>
    public DateTimeOffset? RunsAsOf { get; init; }

    /// <summary>Why its executions cannot be listed.</summary>
    public AwsFailure? Failure { get; init; }

    /// <summary>ARNs of the machines that it starts.</summary>
    public ImmutableArray<string> Children { get; init; } = [];

    /// <summary>The middle duration of the listed executions that ended well; null where there is none.</summary>
    public TimeSpan? UsualDuration => UsualDurations.Median(Runs
        .Where(r => r is { StoppedAt: not null, RedriveCount: 0, Outcome: Domain.Tasks.Outcome.Normal or Domain.Tasks.Outcome.Warning })
        .Select(r => r.StoppedAt!.Value - r.StartedAt));
}
