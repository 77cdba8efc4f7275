using Dashboard.Aws;
using Dashboard.Domain.Schedules.Plans;

namespace Dashboard.Actions.Plans;

/// <summary>Why a temporary change is not made, or not taken back, though AWS might do it.</summary>
internal static class PlanRefusals
{
    public static AwsRequestException Of(PlanProblem? problem) => new(AwsFailure.Refused, "PlanSchedule", null, $"{problem}");

    /// <summary>It is no longer as the person saw it.</summary>
    public static AwsRequestException Conflict(string text) => new(AwsFailure.Conflict, "PlanSchedule", null, text);
}
