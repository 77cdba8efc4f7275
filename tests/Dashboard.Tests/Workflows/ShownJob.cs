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

        var task = Text(visit.Task?.Outcome ?? Outcome.NotReached, visit.Task?.ExitCode);
        if (visit.ParentVisit is not { } parent)
        {
            return task;
        }

        // The line of a branch, as the Parallel shows it, must say the same as the job in it.
        var branch = snapshot.Visits.Single(v => v.EnteredId == parent).Branches[visit.BranchIndex!.Value];
        var line = Text(branch.Outcome, branch.ExitCode);
        return (line == task ? task : $"task:{task},branch:{line}") + (branch.Marker is { } marker ? $"/{marker}" : "");
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
