namespace Dashboard.Domain.Tasks;

/// <summary>What one task attempt came to.</summary>
public sealed record TaskOutcome
{
    public required Outcome Outcome { get; init; }

    /// <summary>The worst exit code among the containers that count; absent where none was given.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The container that <see cref="ExitCode"/> is of.</summary>
    public string? Container { get; init; }

    /// <summary>Why it ended, in AWS's words: the container's reason, the task's, or a plain cause.</summary>
    public string? Reason { get; init; }

    public EcsTask? Task { get; init; }

    public ChildExecution? Child { get; init; }

    public string? Error { get; init; }

    /// <summary>As AWS gave it.</summary>
    public string? Cause { get; init; }
}
