using System.Collections.Immutable;

namespace Dashboard.Domain.Tasks;

/// <summary>What a service told Step Functions of a task: the ECS task, the child execution, or that nothing started.</summary>
internal sealed record ServiceAnswer
{
    public EcsTask? Task { get; init; }

    public ChildExecution? Child { get; init; }

    /// <summary>Names of the containers that the caller gave a command or the like: the job's own, where there are sidecars.</summary>
    public ImmutableArray<string> Overridden { get; init; } = [];

    /// <summary>RunTask answered, but with failures and without a task.</summary>
    public bool NothingStarted { get; init; }

    /// <summary>The reason of RunTask's first failure.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Found in text that is no whole JSON.</summary>
    public int? LooseExitCode { get; init; }

    /// <summary>Nothing in it is of ECS or of Step Functions.</summary>
    public bool IsEmpty => Task is null && Child is null && !NothingStarted && LooseExitCode is null;
}
