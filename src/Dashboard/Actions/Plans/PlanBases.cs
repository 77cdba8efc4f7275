using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Live;

namespace Dashboard.Actions.Plans;

/// <summary>Between schedules as AWS has them and <see cref="PlanEdits"/>.</summary>
public static class PlanBases
{
    /// <summary>What says when it runs; or why its plan cannot be changed.</summary>
    public static (PlanBasis? Basis, PlanProblem? Problem) Of(ScheduleDetail detail) => ScheduleView.Create(detail) switch
    {
        { Expression: { } expression, Zone: { } zone } => (
            new PlanBasis(expression, zone, detail.StartDate, detail.EndDate, detail.LastModifiedAt ?? detail.CreatedAt ?? DateTimeOffset.UnixEpoch), detail.Enabled ? null : PlanProblem.Disabled),
        _ => (null, PlanProblem.NotUnderstood),
    };

    /// <summary>The one member that an edit changes: what was switched on or off elsewhere stays so.</summary>
    /// <param name="byState">It is the State, as with an at(…).</param>
    internal static ImmutableArray<MemberEdit> Members(PlanEdit edit, bool byState) => byState
        ? [new("State", JsonSerializer.Serialize(edit.IsEnabled ? "ENABLED" : "DISABLED"))]
        : [new("StartDate", edit.Start?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];
}
