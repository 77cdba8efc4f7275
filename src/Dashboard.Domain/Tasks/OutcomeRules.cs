namespace Dashboard.Domain.Tasks;

/// <summary>How outcomes add up.</summary>
public static class OutcomeRules
{
    /// <summary>The worst job's end under what the workflow or AWS made of it all (a Fail state, FAILED, TIMED_OUT). That verdict is the least; but it only says that
    /// the workflow gave up, so where a job explains it, the job's own end speaks: timed out, never started, abnormal.</summary>
    public static Outcome Under(this Outcome job, Outcome verdict) => job >= Outcome.TimedOut || job > verdict ? job : verdict;
}
