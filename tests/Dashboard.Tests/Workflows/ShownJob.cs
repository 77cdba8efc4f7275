using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Tests.Workflows;

/// <summary>Puts what the dashboard shows of a job in the words of the table.</summary>
internal static class ShownJob
{
    public static string Text(IReadOnlyList<ExecutionSnapshot> snapshots, string job)
    {
        var (snapshot, visit) = snapshots.SelectMany(s => s.Visits.Select(v => (Snapshot: s, Visit: v))).LastOrDefault(v => v.Visit.Name == job);
        if (visit is null)
        {
            return ".";
        }

        var task = visit.Task is { } result ? Text(result.Outcome, result.ExitCode) : "not scheduled";
        if (visit.ParentVisit is not { } parent)
        {
            return task;
        }

        // The line of the branch must say the same: the job's code, and a branch that ends in a Fail state may be worse than the job, never better.
        var branch = snapshot.Visits.Single(v => v.EnteredId == parent).Branches[visit.BranchIndex!.Value];
        var agrees = branch.ExitCode == visit.Task?.ExitCode && branch.Outcome >= visit.Task?.Outcome && branch.WorstState == job;
        return (agrees ? task : $"{task}≠{branch.WorstState}:{branch.Outcome}({branch.ExitCode})") + (branch.Marker is { } marker ? $"/{marker}" : "");
    }

    private static string Text(Outcome outcome, int? exitCode) => outcome switch
    {
        Outcome.NotReached => ".",
        Outcome.AbortedBySibling when exitCode is null => "x",
        Outcome.FailedToStart when exitCode is null => "-",
        Outcome.Normal or Outcome.Warning or Outcome.Abnormal when exitCode is { } code => $"{code}",
        _ => $"{outcome}({exitCode})",
    };
}
