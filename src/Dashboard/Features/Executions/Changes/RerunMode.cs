namespace Dashboard.Features.Executions.Changes;

/// <summary>Which input a rerun is given.</summary>
public enum RerunMode
{
    /// <summary>The old execution's, as it was.</summary>
    Same,

    /// <summary>What a person made of it.</summary>
    Edited,

    /// <summary>One that skips what had finished.</summary>
    FromFailed,
}
