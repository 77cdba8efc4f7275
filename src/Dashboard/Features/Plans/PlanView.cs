using Dashboard.Actions.Plans;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Live;
using Dashboard.Store.Plans;

namespace Dashboard.Features.Plans;

/// <summary>A temporary change, and how it stands by what is known of its schedule.</summary>
/// <param name="Schedule">Null where it is not known (yet).</param>
public sealed record PlanView(PlannedChange Plan, ScheduleView? Schedule, PlanStanding Standing)
{
    /// <summary>UTC where the schedule's own zone is not known.</summary>
    public TimeZoneInfo Zone => Schedule?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>It has an effect, or what came of it is not known yet.</summary>
    public bool IsCurrent => Standing is PlanStanding.UnderWay or PlanStanding.InEffect or PlanStanding.Covered or PlanStanding.ChangedElsewhere;

    /// <summary>Of what is current: its effect lies ahead.</summary>
    public bool IsUpcoming(DateTimeOffset now) => Plan.Kind != PlanKind.Hold && Plan.EndsAt > now;

    /// <summary>All of them, in their order.</summary>
    /// <param name="plans">The newest first.</param>
    public static IReadOnlyList<PlanView> Of(IReadOnlyList<PlannedChange> plans, Board board, DateTimeOffset now)
    {
        // Every row of a list asks for its own few: thousands of schedules are not gone through for none.
        if (plans.Count == 0)
        {
            return [];
        }

        var named = plans.Select(p => p.ScheduleArn).ToHashSet(StringComparer.Ordinal);
        var bySchedule = board.Schedules.Where(s => named.Contains(s.Detail.Arn)).ToDictionary(s => s.Detail.Arn, StringComparer.Ordinal);
        var latest = new Dictionary<string, PlannedChange>(StringComparer.Ordinal);
        List<PlanView> views = [];
        foreach (var plan in plans)
        {
            var schedule = bySchedule.GetValueOrDefault(plan.ScheduleArn);
            var later = latest.GetValueOrDefault(plan.ScheduleArn);
            views.Add(new PlanView(plan, schedule, Judge(plan, schedule, later, now)));
            if (plan.LeavesOut && plan.State is PlanState.InEffect or PlanState.Undoing)
            {
                latest[plan.ScheduleArn] = plan;
            }
        }

        return views;
    }

    private static PlanStanding Judge(PlannedChange plan, ScheduleView? schedule, PlannedChange? later, DateTimeOffset now) => plan.State switch
    {
        PlanState.Failed => PlanStanding.Failed,
        PlanState.Undone => PlanStanding.Undone,
        PlanState.Begun or PlanState.Undoing => PlanStanding.UnderWay,
        _ when plan.EndsAt <= now => PlanStanding.Over,

        // What is known of the schedule may be older than the change.
        _ when !plan.LeavesOut || schedule is null || PlanSteps.Holds(plan, schedule.Detail) || schedule.Detail.LastModifiedAt <= plan.WrittenBefore => PlanStanding.InEffect,
        _ when later is not null && later.StartBefore == plan.StartAfter => PlanStanding.Covered,
        _ => PlanStanding.ChangedElsewhere,
    };
}
