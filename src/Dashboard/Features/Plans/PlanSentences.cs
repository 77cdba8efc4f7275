using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Live;
using Dashboard.Store.Plans;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Plans;

/// <summary>Temporary changes in a few words.</summary>
internal static class PlanSentences
{
    /// <summary>Such as “next run skipped (11-27 22:00 JST)”.</summary>
    public static string Mark(PlannedChange plan, TimeZoneInfo zone, IStringLocalizer<PlanWords> words) => plan.Kind switch
    {
        PlanKind.Skip => words["Mark_Skip", Short(plan.From, zone)],
        PlanKind.Move => words["Mark_Move", Short(plan.From, zone), Short(plan.To, zone)],
        PlanKind.Hold => words["Mark_Hold", Short(plan.Until, zone)],
        PlanKind.OneOff => words["Mark_OneOff", Short(plan.To, zone)],
        _ when plan.From is { } skipped => words["Mark_RunNowInstead", Short(plan.MadeAt, zone), Short(skipped, zone)],
        _ => words["Mark_RunNow", Short(plan.MadeAt, zone)],
    };

    /// <summary>What was asked for and is not done yet, such as “Skip next run: 2026-11-27 22:00 JST (11-27 13:00 UTC)”.</summary>
    public static string Asked(PlanChange change, IStringLocalizer<PlanWords> words)
    {
        var zone = ScheduleView.Create(new ScheduleDetail(change.Seen)).Zone ?? TimeZoneInfo.Utc;
        return change switch
        {
            SkipRunChange skip => $"{words["Act_Skip"]}: {Both(skip.Fire, zone)}",
            MoveRunChange move => $"{words["Act_Move"]}: {Both(move.Fire, zone)} → {Both(move.To, zone)}",
            HoldChange hold => $"{words["Time_Hold"]}: {Both(hold.Until, zone)}",
            OneOffChange oneOff => $"{words["Act_OneOff"]}: {Both(oneOff.At, zone)}",
            RunNowChange { Skipped: { } fire } => $"{words["Act_RunNow"]} · {words["AlsoSkip"]}: {Both(fire, zone)}",
            RunNowChange => words["Act_RunNow"],
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "No words for it."),
        };
    }

    /// <summary>What was asked to be taken back.</summary>
    public static string AskedUndo(PlanView view, IStringLocalizer<PlanWords> words) =>
        $"{words[view.Plan.Kind == PlanKind.Hold ? "Release" : "Undo"]}: {Mark(view.Plan, view.Zone, words)} · {view.Plan.Owner} · “{view.Plan.Reason}”";

    /// <summary>Why it was not done, also where it was this program that saw no sense in it; null where it was done.</summary>
    public static string? WhyNot(ActionResult result, DashboardAction action, IStringLocalizer<PlanWords> words, IStringLocalizer<Words> common) =>
        Enum.TryParse<PlanProblem>(result.Detail, out var problem) ? words[$"Problem_{problem}"].Value : ActionWords.Sentence(result, action, common);

    /// <summary>In the schedule's zone, and in UTC where that is another time.</summary>
    public static string Both(DateTimeOffset at, TimeZoneInfo zone) =>
        Zones.Format(at, zone, "yyyy-MM-dd HH:mm") + (zone.GetUtcOffset(at) == TimeSpan.Zero ? "" : $" ({Zones.Format(at, TimeZoneInfo.Utc, "MM-dd HH:mm")})");

    private static string Short(DateTimeOffset? at, TimeZoneInfo zone) => at is { } known ? Zones.Format(known, zone, "MM-dd HH:mm") : "–";
}
