namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Why there is no input that restarts an execution from its failed job. The pages put it in words.</summary>
public enum RestartProblem
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>The definition that would run now is not known, or is none.</summary>
    NoDefinition,

    /// <summary>The run came to states that the definition of now does not have.</summary>
    DefinitionChanged,

    /// <summary>The input is no JSON object, so that no member can be added to it.</summary>
    InputIsNoObject,

    /// <summary>Every job that ran ended well.</summary>
    NoFailedJob,

    /// <summary>Nothing had ended well before the first job that failed: a rerun from the start is the same.</summary>
    NothingFinished,

    /// <summary>The machine has no skip gate at all.</summary>
    NoGates,

    /// <summary>It has gates, but none can be used here; the jobs say why.</summary>
    NoneSkipped,

    /// <summary>The input would be longer than AWS takes.</summary>
    InputTooLong,
}
