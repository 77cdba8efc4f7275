namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>What the first difference between two executions is.</summary>
public enum DivergenceKind
{
    /// <summary>Both came to the same state with another exit code.</summary>
    ExitCode,

    /// <summary>Both came to the same state with another outcome, without or with equal exit codes.</summary>
    Outcome,

    /// <summary>After the same state they went different ways.</summary>
    Route,

    /// <summary>The first state of all is another one.</summary>
    Start,

    /// <summary>One of them has not come so far: it runs, or was stopped.</summary>
    Shorter,
}
