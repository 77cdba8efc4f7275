using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Actions.Plans;

/// <summary>What a schedule asks of Step Functions when it fires.</summary>
/// <param name="MachineArn">With version or alias where it names one.</param>
/// <param name="Input">JSON text.</param>
internal sealed record ScheduleStart(string MachineArn, string Input)
{
    /// <summary>With the context attributes filled in as EventBridge Scheduler does it.</summary>
    /// <param name="schedule">One that starts a state machine (<see cref="Live.ScheduleTarget"/>).</param>
    /// <param name="id">Stands for the id of the attempt.</param>
    public static ScheduleStart Of(ScheduleDetail schedule, DateTimeOffset at, Guid id)
    {
        var text = (schedule.Input ?? "{}")
            .Replace("<aws.scheduler.schedule-arn>", schedule.Arn, StringComparison.Ordinal)
            .Replace("<aws.scheduler.scheduled-time>", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("<aws.scheduler.execution-id>", id.ToString("n"), StringComparison.Ordinal)
            .Replace("<aws.scheduler.attempt-number>", "1", StringComparison.Ordinal);
        return schedule.TargetArn.Contains(":stateMachine:", StringComparison.Ordinal) ? new ScheduleStart(schedule.TargetArn, text)
            : JsonNode.Parse(text) is JsonObject call ? new ScheduleStart($"{call["StateMachineArn"]}", call[nameof(Input)]?.ToString() ?? "{}")
            : throw new FormatException("The schedule starts no state machine.");
    }
}
