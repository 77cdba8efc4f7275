using System.Text.Json;

namespace Dashboard.Live;

/// <summary>Which state machine a schedule starts.</summary>
internal static class ScheduleTarget
{
    /// <summary>The machine's ARN without version or alias; null where the schedule starts something else.</summary>
    /// <param name="input">The target's input: a universal target names the machine in it.</param>
    public static string? Machine(string targetArn, string? input) =>
        targetArn.Contains(":stateMachine:", StringComparison.Ordinal) ? Arn.Machine(targetArn)
        : targetArn.EndsWith(":aws-sdk:sfn:startExecution", StringComparison.OrdinalIgnoreCase) && Named(input) is { } named ? Arn.Machine(named)
        : null;

    private static string? Named(string? input)
    {
        try
        {
            using var json = JsonDocument.Parse(input ?? "{}");
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("StateMachineArn", out var arn) && arn.ValueKind == JsonValueKind.String ? arn.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
