using System.Collections.Immutable;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Features.Executions;

/// <summary>What the page says first: what really happened.</summary>
/// <param name="Text">One or two sentences.</param>
/// <param name="State">The job to look at; null where there is none.</param>
/// <param name="ExecutionArn">The child execution that the job is in; null for this one.</param>
/// <param name="Route">From the job to the end, the job first.</param>
public sealed record Lead(string Text, string? State, string? ExecutionArn, ImmutableArray<string> Route)
{
    public static Lead Create(ExecutionSnapshot snapshot, ViewWords words) =>
        snapshot.Failing is { } job ? OfJob(job, snapshot, words) : new Lead(WithoutJob(snapshot, words), null, null, []);

    private static Lead OfJob(FailingJob job, ExecutionSnapshot snapshot, ViewWords words)
    {
        var kind = job is not { ExitCode: null, Outcome: Outcome.Abnormal } ? $"{job.Outcome}" : job.MapRun is not null ? "MapRun" : job.Error is null ? "NoReason" : "NoCode";
        var text = words[$"Lead_Job_{kind}", job.State, job.ExitCode ?? 0, job.Error ?? "", job.MapRun?.Items.Bad ?? 0, job.MapRun?.Items.Total ?? 0];
        var details = new[]
        {
            job.BranchIndex is { } branch ? words["Lead_Branch", ViewWords.Circled(branch)] : null,
            job.Container is { } container ? words["Lead_Container", container] : null,
            job.ExecutionArn is { } child ? words["Lead_Child", ExecutionLinks.Machine(child)] : null,
            job.Marker is { } marker ? words["Lead_Marker", marker] : null,
        }.OfType<string>().ToList();
        if (details.Count > 0)
        {
            text = words["Lead_Details", text, string.Join(words["Lead_Comma"], details)];
        }

        var before = snapshot.HidesFailure ? words["Lead_Hidden"] : snapshot.Status == ExecutionStatus.Running ? words["Lead_StillRunning"] : "";
        return new Lead($"{before}{text}{words["Lead_Stop"]}", job.State, job.ExecutionArn, job.Route);
    }

    private static string WithoutJob(ExecutionSnapshot snapshot, ViewWords words) => snapshot switch
    {
        { Status: ExecutionStatus.Running } => RunningNow(snapshot, words),
        { Status: ExecutionStatus.Aborted, Cause: { Length: > 0 } cause } => words["Lead_StoppedBecause", cause],
        { Status: ExecutionStatus.Aborted } => words["Lead_Stopped"],
        { Status: ExecutionStatus.TimedOut } => words["Lead_TimedOut"],
        { Status: ExecutionStatus.Failed } => words["Lead_FailedNoJob", snapshot.Error ?? "?"],
        { Status: ExecutionStatus.Succeeded } => words["Lead_Normal"],
        _ => words["Lead_Unknown"],
    };

    private static string RunningNow(ExecutionSnapshot snapshot, ViewWords words)
    {
        var holders = snapshot.Visits.Select(v => v.ParentVisit).OfType<long>().ToHashSet();
        var running = snapshot.Visits.Where(v => v.Outcome == Outcome.Running && !holders.Contains(v.EnteredId)).Select(v => v.Name).Distinct().ToList();
        return running.Count == 0 ? words["Lead_Running"] : words["Lead_RunningNow", string.Join(words["Lead_Comma"], running.Take(5)) + (running.Count > 5 ? "…" : "")];
    }
}
