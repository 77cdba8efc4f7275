using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Whether AWS would redrive an execution, whether that can help, and what would run again.</summary>
/// <remarks>The rules are of "Restarting state machine executions with redrive" in AWS's developer guide.</remarks>
public sealed record RedriveVerdict
{
    /// <summary>A history of so many events has no room for a redrive.</summary>
    public const int MostEvents = 24_999;

    /// <summary>AWS redrives an execution, or a Map Run, at most so often.</summary>
    public const int MostRedrives = 1000;

    /// <summary>How long after its end an execution can be redriven.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(14);

    private static readonly TimeSpan LongestExecution = TimeSpan.FromDays(365);

    public required RedriveReason Reason { get; init; }

    /// <summary>AWS would do it, whether it helps or not.</summary>
    public bool IsAllowed => Reason is RedriveReason.Helps or RedriveReason.FailsAgain or RedriveReason.ChildNameTaken;

    /// <summary>AWS would do it, and it does failed work again.</summary>
    public bool Helps => Reason == RedriveReason.Helps;

    /// <summary>AWS's own words for its no.</summary>
    public string? AwsReason { get; init; }

    /// <summary>Where it goes on, in the order of the definition; empty where it is not allowed.</summary>
    public ImmutableArray<RedrivePoint> GoesOnAt { get; init; } = [];

    /// <summary>What had ended and would not run again, Parallel and Map with finished branches inside not among them; empty where it is not allowed.</summary>
    public ImmutableArray<StateVisit> Kept { get; init; } = [];

    /// <summary>Failures that were caught and so would not be done again.</summary>
    public IEnumerable<StateVisit> KeptFailures => Kept.Where(v => v.Caught && v.Outcome >= Outcome.AbortedBySibling);

    /// <summary>Until when AWS would do it; null where it has not ended.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many events the history has room for.</summary>
    public long EventsLeft { get; init; }

    /// <summary>Judges an execution as of <paramref name="now"/>.</summary>
    /// <param name="awsStatus">DescribeExecution's redriveStatus: REDRIVABLE, NOT_REDRIVABLE or REDRIVABLE_BY_MAP_RUN; null where it did not say.</param>
    /// <param name="awsReason">Its redriveStatusReason.</param>
    /// <param name="definition">What the execution runs with: without it a fixed child name and a distributed Map are not seen.</param>
    public static RedriveVerdict Judge(
        ExecutionSnapshot snapshot, string? awsStatus, string? awsReason, DateTimeOffset now, StateMachineDefinition? definition = null, bool isExpress = false)
    {
        var verdict = new RedriveVerdict
        {
            Reason = Obstacle(snapshot, awsStatus, awsReason, now, isExpress) ?? RedriveReason.Helps,
            AwsReason = awsStatus == "NOT_REDRIVABLE" ? awsReason : null,
            Until = snapshot.EndedAt + Period,
            EventsLeft = Math.Max(0, MostEvents - snapshot.LastEventId),
        };
        if (verdict.Reason != RedriveReason.Helps)
        {
            return verdict;
        }

        var points = new RedrivePoints(snapshot, definition).Find();
        var again = Around(snapshot, points);
        return verdict with
        {
            // One branch that fails again ends its Parallel again, whatever the others do.
            Reason = points.Any(p => p.Step == RedriveStep.FailsAgain) ? RedriveReason.FailsAgain
                : points.Any(p => p.Step == RedriveStep.ChildNameTaken) ? RedriveReason.ChildNameTaken
                : RedriveReason.Helps,
            GoesOnAt = points,
            Kept = [.. snapshot.Visits.Where(v => v.Counts && !again.Contains(v.EnteredId))],
        };
    }

    private static RedriveReason? Obstacle(ExecutionSnapshot snapshot, string? awsStatus, string? awsReason, DateTimeOffset now, bool isExpress) => snapshot switch
    {
        _ when isExpress => RedriveReason.Express,
        { Status: ExecutionStatus.Running or ExecutionStatus.PendingRedrive or ExecutionStatus.Unknown } => RedriveReason.Running,
        { HidesFailure: true } => RedriveReason.SucceededOverFailure,
        { Status: ExecutionStatus.Succeeded } => RedriveReason.Succeeded,
        _ when awsStatus == "REDRIVABLE_BY_MAP_RUN" => RedriveReason.ByMapRun,
        { LastEventId: >= MostEvents } => RedriveReason.HistoryFull,
        { RedriveCount: >= MostRedrives } => RedriveReason.RedrivenTooOften,
        { EndedAt: { } ended } when now - ended > Period => RedriveReason.PeriodOver,
        { StartedAt: { } started } when now - started > LongestExecution => RedriveReason.OpenTooLong,
        _ when awsStatus == "NOT_REDRIVABLE" => OfAws(awsReason ?? ""),
        _ => null,
    };

    private static RedriveReason OfAws(string reason) => reason switch
    {
        "State machine is in DELETING status" => RedriveReason.MachineDeleting,
        "Execution was started before the launch of RedriveExecution" => RedriveReason.BeforeRedrives,
        "Execution history event limit exceeded" => RedriveReason.HistoryFull,
        "Execution has exceeded the max execution time" => RedriveReason.OpenTooLong,
        "Execution redrivable period exceeded" => RedriveReason.PeriodOver,
        _ => RedriveReason.AwsSaysNo,
    };

    /// <summary>The visits that run again, those around them, and all that is inside what runs again whole.</summary>
    private static HashSet<long> Around(ExecutionSnapshot snapshot, ImmutableArray<RedrivePoint> points)
    {
        var holders = snapshot.Visits.ToDictionary(v => v.EnteredId, v => v.ParentVisit);
        var again = new HashSet<long>();
        foreach (var point in points)
        {
            for (var visit = point.Visit ?? point.Group; visit is { } id && again.Add(id); visit = holders[id])
            {
            }
        }

        var whole = points.Where(p => p.Step == RedriveStep.WholeAgain).Select(p => p.Visit!.Value).ToHashSet();
        foreach (var visit in snapshot.Visits.Where(v => v.ParentVisit is { } parent && whole.Contains(parent)))
        {
            whole.Add(visit.EnteredId);
        }

        again.UnionWith(whole);
        return again;
    }
}
