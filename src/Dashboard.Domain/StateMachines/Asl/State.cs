using System.Collections.Immutable;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>One state. Fields that only some kinds have are empty on the others; what only running needs is read from <see cref="Body"/>.</summary>
public sealed record State
{
    public required string Name { get; init; }

    public required StateType Type { get; init; }

    /// <summary>The state's JSON object.</summary>
    public required JsonElement Body { get; init; }

    public string? Comment { get; init; }

    /// <summary>JSONPath or JSONata, resolved from the state or the machine.</summary>
    public required string QueryLanguage { get; init; }

    public string? Next { get; init; }

    /// <summary>The state ends its group: <c>End: true</c>, Succeed or Fail.</summary>
    public bool IsEnd { get; init; }

    /// <summary>A Task's resource ARN.</summary>
    public string? Resource { get; init; }

    public ImmutableArray<Retrier> Retry { get; init; } = [];

    public ImmutableArray<Catcher> Catch { get; init; } = [];

    /// <summary>A Choice's rules in order.</summary>
    public ImmutableArray<ChoiceRule> Choices { get; init; } = [];

    /// <summary>Where a Choice goes when no rule fits.</summary>
    public string? Default { get; init; }

    /// <summary>A Parallel's branches, or a Map's one processor.</summary>
    public ImmutableArray<StateGroup> Groups { get; init; } = [];

    /// <summary>A Map runs its items as child executions.</summary>
    public bool IsDistributed { get; init; }

    /// <summary>Where the state's name stands in the definition, from 1.</summary>
    public int Line { get; init; }
}
