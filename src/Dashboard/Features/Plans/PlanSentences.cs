using Dashboard.Domain.Schedules.Plans;
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

    /// <summary>In the schedule's zone and in UTC.</summary>
    public static string Both(DateTimeOffset at, TimeZoneInfo zone) =>
        $"{Zones.Format(at, zone, "yyyy-MM-dd HH:mm")} ({Zones.Format(at, TimeZoneInfo.Utc, "MM-dd HH:mm")})";

    private static string Short(DateTimeOffset? at, TimeZoneInfo zone) => at is { } known ? Zones.Format(known, zone, "MM-dd HH:mm") : "–";
}
