namespace Dashboard.Domain.Executions.Restarts;

/// <summary>What a restart does with a job that the last run came to.</summary>
public enum RestartFate
{
    /// <summary>It had ended well and is left out.</summary>
    Skipped,

    /// <summary>It failed, was stopped or follows one that did, and runs again.</summary>
    RunsAgain,

    /// <summary>It had ended well, but nothing leads round it: it runs again.</summary>
    NoGate,

    /// <summary>It had ended well, but a later state needs what it put out: it runs again.</summary>
    OutputNeeded,

    /// <summary>It had ended well, but it ran several times, and a gate skips all of them or none: it runs again.</summary>
    RanSeveralTimes,

    /// <summary>It had ended well, but no input was found that its gate takes without changing another job's: it runs again.</summary>
    NoInput,
}
