using System.Text.Json.Nodes;

namespace Dashboard.EndToEnd.Support;

/// <summary>Schedules that tests make in the sandbox, and what AWS holds of them.</summary>
public static class Schedules
{
    /// <summary>What the service itself writes into a schedule.</summary>
    private static readonly string[] Own = ["Arn", "CreationDate", "LastModificationDate"];

    /// <summary>One that starts a machine at ten every night in Tokyo, with an input whose bytes are easily lost.</summary>
    public static object Nightly(string machineArn, string expression = "cron(0 22 * * ? *)") => new
    {
        ScheduleExpression = expression,
        ScheduleExpressionTimezone = "Asia/Tokyo",
        Description = "夜間締め",
        FlexibleTimeWindow = new { Mode = "OFF" },
        Target = new
        {
            Arn = machineArn,
            RoleArn = "arn:aws:iam::123456789012:role/r",
            Input = """{"at":"<aws.scheduler.scheduled-time>",  "b":1.0, "a":"é😀"}""",
            RetryPolicy = new { MaximumRetryAttempts = 3, MaximumEventAgeInSeconds = 3600 },
        },
    };

    /// <summary>When it was last changed, as a program says what it saw.</summary>
    public static async Task<double> SeenAsync(SandboxControl aws, string name, CancellationToken cancellationToken) =>
        (double)JsonNode.Parse(await aws.ScheduleAsync("default", name, cancellationToken))!["LastModificationDate"]!;

    /// <summary>All members but what the service itself writes, and but those named, byte for byte.</summary>
    public static async Task<string> MembersAsync(SandboxControl aws, string name, CancellationToken cancellationToken, params string[] without)
    {
        var schedule = JsonNode.Parse(await aws.ScheduleAsync("default", name, cancellationToken))!.AsObject();
        foreach (var member in Own.Concat(without))
        {
            schedule.Remove(member);
        }

        return schedule.ToJsonString();
    }
}
