namespace Dashboard.Domain.Executions;

/// <summary>Why a redrive is possible and helps, is possible and cannot help, or is not possible. The pages put it in words.</summary>
public enum RedriveReason
{
    /// <summary>AWS allows it, and work that failed is done again.</summary>
    Helps,

    /// <summary>AWS allows it, but it goes on at a state that fails again as it did before: a Fail state, a Choice without a way, an expression.</summary>
    FailsAgain,

    /// <summary>AWS allows it, but the child execution that is started again has a fixed name, which AWS takes once in 90 days.</summary>
    ChildNameTaken,

    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It ended well; there is nothing to do again.</summary>
    Succeeded,

    /// <summary>AWS says SUCCEEDED over a job that failed and was caught: AWS redrives only what failed for AWS. A rerun is the way.</summary>
    SucceededOverFailure,

    /// <summary>Express executions are never redriven.</summary>
    Express,

    /// <summary>More than 14 days since it ended.</summary>
    PeriodOver,

    /// <summary>Its history has no room: 24,999 events or more.</summary>
    HistoryFull,

    /// <summary>It began more than a year ago.</summary>
    OpenTooLong,

    /// <summary>1,000 redrives have been.</summary>
    RedrivenTooOften,

    /// <summary>It began before AWS had redrives.</summary>
    BeforeRedrives,

    /// <summary>Its machine is being deleted.</summary>
    MachineDeleting,

    /// <summary>A child of a distributed Map: redriving the execution that holds the Map redrives it too.</summary>
    ByMapRun,

    /// <summary>AWS says no for a reason that this program does not know; see its words.</summary>
    AwsSaysNo,
}
