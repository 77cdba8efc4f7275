namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>What comes of a state that is run alone.</summary>
public enum StateTrialStatus
{
    Succeeded,
    Failed,

    /// <summary>It failed and would be tried again.</summary>
    Retriable,

    /// <summary>It failed, and a catcher goes on.</summary>
    CaughtError,
}
