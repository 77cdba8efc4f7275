using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Features.Plans;
using Dashboard.Store.Plans;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Forecasts;

/// <summary>Temporary changes, as they show on a forecast and beside what was due.</summary>
internal static class ForecastMarks
{
    // EventBridge Scheduler keeps to the minute.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>The marks of those that are or were in effect: what was changed elsewhere since shows as AWS has it.</summary>
    public static IEnumerable<PlanMark> Of(IEnumerable<PlanView> plans) =>
        plans.Where(v => v.Standing is PlanStanding.InEffect or PlanStanding.Covered or PlanStanding.Over or PlanStanding.Undone).SelectMany(v => Of(v.Plan));

    /// <summary>A mark in words, such as “Moved to 11-28 12:00: holiday (sato)”.</summary>
    public static string Text(PlanMark mark, OperationalDay days, IStringLocalizer<ForecastWords> words)
    {
        var what = mark.Other is { } other ? words[mark.LeavesOut ? "MovedTo" : "MovedHere", $"{days.DateOf(other):MM-dd} {days.Time(other)}"] : words["Mark_" + mark.Kind];
        return $"{what.Value}: {mark.Text}";
    }

    private static IEnumerable<PlanMark> Of(PlannedChange plan)
    {
        var isUndone = plan.State == PlanState.Undone;
        var text = $"{plan.Reason} ({plan.Owner})";
        if (plan.From is { } from)
        {
            var kind = plan.Kind switch { PlanKind.Hold => PlanMarkKind.Held, PlanKind.Move => PlanMarkKind.Moved, _ => PlanMarkKind.Skipped };
            var to = plan.Until ?? plan.StartAfter ?? from + Precision;
            yield return new PlanMark(plan.ScheduleArn, kind, from, isUndone && plan.StateAt < to ? plan.StateAt : to, text)
            {
                Before = plan.StartBefore ?? plan.WrittenBefore,
                Other = plan.Kind == PlanKind.Move ? plan.To : null,
            };
        }

        if (plan is { OneOff: { } name, To: { } at } && !isUndone)
        {
            yield return new PlanMark(plan.ScheduleArn[..(plan.ScheduleArn.LastIndexOf('/') + 1)] + name, PlanMarkKind.OneOff, at, at + Precision, text) { Other = plan.From };
        }
    }
}
