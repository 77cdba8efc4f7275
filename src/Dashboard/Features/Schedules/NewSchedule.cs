using System.Text.Json;
using System.Text.RegularExpressions;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Features.Schedules;

/// <summary>What a new schedule begins as.</summary>
public static partial class NewSchedule
{
    public const string TargetPath = "Target/Arn";
    public const string RolePath = "Target/RoleArn";

    /// <summary>Off, so that nothing runs before somebody has looked at it.</summary>
    public static ScheduleDocument Empty { get; } = ScheduleDocument.Parse("""
        {"ScheduleExpression":"cron(0 22 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","State":"DISABLED","FlexibleTimeWindow":{"Mode":"OFF"},"ActionAfterCompletion":"NONE",
         "Target":{"RetryPolicy":{"MaximumEventAgeInSeconds":86400,"MaximumRetryAttempts":185}}}
        """);

    /// <summary>Everything of another schedule, but off and without a start that is over.</summary>
    public static ScheduleDocument CopyOf(ScheduleDocument schedule, DateTimeOffset now) => schedule.ToSend(now).With(new MemberEdit("State", "\"DISABLED\""));

    public static ScheduleDocument Named(ScheduleDocument schedule, string group, string name) =>
        schedule.With(new MemberEdit("Name", JsonSerializer.Serialize(name)), new MemberEdit("GroupName", JsonSerializer.Serialize(group)));

    /// <summary>It says what to start, and as whom.</summary>
    public static bool IsComplete(ScheduleDocument schedule) =>
        schedule.Text(TargetPath)?.StartsWith("arn:", StringComparison.Ordinal) == true && RoleRegex().IsMatch(schedule.Text(RolePath) ?? "");

    /// <summary>AWS takes 1 to 64 of these.</summary>
    public static bool IsName(string name) => NameRegex().IsMatch(name);

    [GeneratedRegex(@"\A[0-9a-zA-Z\-_.]{1,64}\z")]
    private static partial Regex NameRegex();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::\d{12}:role/.+\z")]
    private static partial Regex RoleRegex();
}
