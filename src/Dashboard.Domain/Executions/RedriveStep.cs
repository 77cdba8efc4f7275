namespace Dashboard.Domain.Executions;

/// <summary>How a redrive goes on at one place.</summary>
public enum RedriveStep
{
    /// <summary>The state is run again, a task as a new task.</summary>
    RunsAgain,

    /// <summary>A branch that had not begun begins.</summary>
    Begins,

    /// <summary>The whole Parallel or Map runs again, what had ended well too: its data was too large.</summary>
    WholeAgain,

    /// <summary>Only the failed child executions of a distributed Map.</summary>
    FailedChildren,

    /// <summary>A new child execution is started from its beginning; the old one is not redriven.</summary>
    NewChild,

    /// <summary>A new child execution would have the name of the old one, and AWS refuses that.</summary>
    ChildNameTaken,

    /// <summary>It fails again as it did.</summary>
    FailsAgain,
}
