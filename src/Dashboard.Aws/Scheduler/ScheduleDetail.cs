using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Aws.Scheduler;

/// <summary>A schedule as GetSchedule gave it: the whole of it, and what this program understands of it.</summary>
public sealed class ScheduleDetail(ScheduleDocument document)
{
    /// <summary>Everything, so that a change keeps what it does not touch.</summary>
    public ScheduleDocument Document { get; } = document;

    public string Group { get; } = document.Text("GroupName") ?? "default";

    public string Name { get; } = document.Text("Name") ?? "";

    public string Arn { get; } = document.Text("Arn") ?? "";

    /// <summary>Such as <c>cron(0 10 * * ? *)</c>.</summary>
    public string Expression { get; } = document.Text("ScheduleExpression") ?? "";

    /// <summary>An IANA name; AWS takes UTC where none was set.</summary>
    public string TimeZone { get; } = document.Text("ScheduleExpressionTimezone") ?? "UTC";

    public bool Enabled { get; } = document.Text("State") != "DISABLED";

    public string? Description { get; } = document.Text("Description");

    public DateTimeOffset? StartDate { get; } = document.Time("StartDate");

    /// <summary>Where its fires count from: a rate without a start counts from when it was last written, as far as is known.</summary>
    public DateTimeOffset? CountsFrom => StartDate ?? (Expression.StartsWith("rate(", StringComparison.Ordinal) ? LastModifiedAt : null);

    public DateTimeOffset? EndDate { get; } = document.Time("EndDate");

    /// <summary>Minutes; null where the window is off.</summary>
    public int? FlexibleMinutes { get; } = document.Number("FlexibleTimeWindow/MaximumWindowInMinutes");

    /// <summary>A state machine's ARN, or that of a universal target such as <c>arn:aws:scheduler:::aws-sdk:sfn:startExecution</c>.</summary>
    public string TargetArn { get; } = document.Text("Target/Arn") ?? "";

    /// <summary>JSON text.</summary>
    public string? Input { get; } = document.Text("Target/Input");

    public string? DeadLetterArn { get; } = document.Text("Target/DeadLetterConfig/Arn");

    public int? RetryAttempts { get; } = document.Number("Target/RetryPolicy/MaximumRetryAttempts");

    public int? RetryAgeSeconds { get; } = document.Number("Target/RetryPolicy/MaximumEventAgeInSeconds");

    /// <summary>It is deleted by AWS after its last run.</summary>
    public bool IsDeletedAfterCompletion { get; } = document.Text("ActionAfterCompletion") == "DELETE";

    public DateTimeOffset? CreatedAt { get; } = document.Time("CreationDate");

    public DateTimeOffset? LastModifiedAt { get; } = document.Time("LastModificationDate");
}
