using Amazon.Scheduler.Model;

namespace Dashboard.Aws.Scheduler;

/// <summary>A schedule as GetSchedule gave it. It carries AWS's whole answer, so that a change keeps every other field as it was.</summary>
public sealed class ScheduleDetail
{
    internal ScheduleDetail(GetScheduleResponse answer) => Answer = answer;

    public string Group => Answer.GroupName;

    public string Name => Answer.Name;

    public string Arn => Answer.Arn;

    /// <summary>Such as <c>cron(0 10 * * ? *)</c>.</summary>
    public string Expression => Answer.ScheduleExpression;

    /// <summary>An IANA name; AWS takes UTC where none was set.</summary>
    public string TimeZone => Answer.ScheduleExpressionTimezone ?? "UTC";

    public bool Enabled => Answer.State?.Value != "DISABLED";

    public string? Description => Answer.Description;

    public DateTimeOffset? StartDate => AwsTime.Read(Answer.StartDate);

    public DateTimeOffset? EndDate => AwsTime.Read(Answer.EndDate);

    /// <summary>Minutes; null where the window is off.</summary>
    public int? FlexibleMinutes => Answer.FlexibleTimeWindow?.MaximumWindowInMinutes;

    /// <summary>A state machine's ARN, or that of a universal target such as <c>arn:aws:scheduler:::aws-sdk:sfn:startExecution</c>.</summary>
    public string TargetArn => Answer.Target?.Arn ?? "";

    /// <summary>JSON text.</summary>
    public string? Input => Answer.Target?.Input;

    public string? DeadLetterArn => Answer.Target?.DeadLetterConfig?.Arn;

    public int? RetryAttempts => Answer.Target?.RetryPolicy?.MaximumRetryAttempts;

    public int? RetryAgeSeconds => Answer.Target?.RetryPolicy?.MaximumEventAgeInSeconds;

    public DateTimeOffset? CreatedAt => AwsTime.Read(Answer.CreationDate);

    public DateTimeOffset? LastModifiedAt => AwsTime.Read(Answer.LastModificationDate);

    /// <summary>What was seen of it, to be held against what AWS has when it is changed.</summary>
    public ScheduleSeen Seen => new(Group, Name, Arn, Expression, TimeZone, Enabled, LastModifiedAt);

    internal GetScheduleResponse Answer { get; }
}
