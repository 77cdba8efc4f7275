using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>One passage through a state, from its Entered event to its Exited event or the end of the execution.</summary>
public sealed record StateVisit
{
    /// <summary>The id of the ...StateEntered event: the visit's identity within its execution.</summary>
    public required long EnteredId { get; init; }

    public required string Name { get; init; }

    public required StateType Type { get; init; }

    /// <summary>The outcome of the visit; for Parallel and Map the worst of what is inside. A caught failure still counts.</summary>
    public required Outcome Outcome { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>When it was left, or when it ended without being left. Absent while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The failure was caught: the execution went on.</summary>
    public bool Caught { get; init; }

    /// <summary>It was left in the ordinary way, well or by a catch; false while it runs, and where it ended by a failure that nothing caught, a timeout or a stop.</summary>
    public bool IsLeft { get; init; }

    /// <summary>It counts: no later try of what holds it and no redrive did it again.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>The visit whose state led here; absent for the first state of a branch, an iteration or the execution.</summary>
    public long? PreviousVisit { get; init; }

    /// <summary>The Parallel or Map visit that this one is inside.</summary>
    public long? ParentVisit { get; init; }

    /// <summary>The branch or iteration of <see cref="ParentVisit"/>, from 0.</summary>
    public int? BranchIndex { get; init; }

    /// <summary>Which try of a retried Parallel or Map this one belongs to, from 1.</summary>
    public int ParentAttempt { get; init; } = 1;

    /// <summary>The Map Run of a distributed Map, whose children the history does not tell of.</summary>
    public string? MapRunArn { get; init; }

    /// <summary>What AWS counts of it; null where that is not known.</summary>
    public MapRunSummary? MapRun { get; init; }

    /// <summary>Task attempts, first to last. The last decides.</summary>
    public ImmutableArray<TaskAttempt> Attempts { get; init; } = [];

    /// <summary>Branches of a Parallel, iterations of a Map: of the last try.</summary>
    public ImmutableArray<BranchOutcome> Branches { get; init; } = [];

    /// <summary>The last attempt's outcome; null where the state is no Task or has not been scheduled.</summary>
    public TaskOutcome? Task => Attempts.IsDefaultOrEmpty ? null : Attempts[^1].Result;
}
