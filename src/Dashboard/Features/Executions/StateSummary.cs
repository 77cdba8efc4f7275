using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Live;

namespace Dashboard.Features.Executions;

/// <summary>What became of a state, in plain sentences.</summary>
public static class StateSummary
{
    /// <summary>The sentences, the most telling first.</summary>
    public static IReadOnlyList<string> Sentences(StateVisit visit, ExecutionPicture picture, ViewWords words)
    {
        var sentences = new List<string?>
        {
            What(visit, picture, words),
            visit.Task is { } task ? StopWords.Reason(task.Task, task.ExitCode, words) : null,
            picture.Snapshot.IsKept(visit) ? words["Summary_Kept"] : null,
            Marker(visit, picture.Snapshot, words),
            visit.Attempts.Length > 1 ? words["Summary_Attempts", visit.Attempts.Length] : null,
            visit.Caught ? words["Summary_Caught"] : null,
        };
        return [.. sentences.OfType<string>()];
    }

    private static string What(StateVisit visit, ExecutionPicture picture, ViewWords words)
    {
        var lasted = words.Duration((visit.EndedAt ?? picture.AsOf) - visit.EnteredAt);
        return visit switch
        {
            { Outcome: Outcome.Running, Task.Task: { } task } when picture.RunningTasks.TryGetValue(task.TaskArn, out var now) && now.LastStatus is { } status and not "RUNNING" => words["Summary_Ecs", status, lasted],
            { MapRun: { Items.Bad: > 0 } run, Outcome: not Outcome.Running } => words["Summary_MapRun", run.Items.Bad, run.Items.Total, lasted],
            { MapRun: { } run, Outcome: not Outcome.Running } => words["Summary_Branches", run.Items.Succeeded, run.Items.Total, lasted],
            { Type: StateType.Parallel or StateType.Map, Outcome: not Outcome.Running, Branches.Length: > 0 } => words["Summary_Branches", visit.Branches.Count(b => b.Outcome == Outcome.Normal), visit.Branches.Length, lasted],
            { Task.ExitCode: { } code, Outcome: Outcome.Normal or Outcome.Warning or Outcome.Abnormal } => words[$"Summary_{visit.Outcome}", code, lasted],
            { Outcome: Outcome.Abnormal } => words["Summary_Error", visit.Error ?? visit.Task?.Error ?? "?", lasted],
            _ => words[$"Summary_{visit.Outcome}_NoCode", lasted],
        };
    }

    private static string? Marker(StateVisit visit, ExecutionSnapshot snapshot, ViewWords words) =>
        snapshot.Visits.SelectMany(v => v.Branches).FirstOrDefault(b => b.WorstVisit == visit.EnteredId)?.Marker is { } marker ? words["Summary_Marker", marker] : null;
}
