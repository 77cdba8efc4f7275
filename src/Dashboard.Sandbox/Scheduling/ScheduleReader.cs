using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.Domain.Schedules;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>Reads the whole of a schedule from CreateSchedule or UpdateSchedule, with the refusals and defaults of AWS.</summary>
internal static partial class ScheduleReader
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    /// <summary>Both operations take every member; what an update leaves out falls back to the default, as on AWS.</summary>
    public static ScheduleRecord Read(string name, JsonObject body, Arns arns, DateTimeOffset now)
    {
        var request = new ApiRequest(body);
        CheckName(name);
        var group = request.TextOrNull("GroupName") ?? "default";
        var target = request.Object("Target") ?? throw Missing("target");
        var mode = (request.Object("FlexibleTimeWindow") ?? throw Missing("flexibleTimeWindow"))["Mode"]?.ToString();
        if (mode is not ("OFF" or "FLEXIBLE"))
        {
            throw AwsErrorException.Validation("1 validation error detected: Value at 'flexibleTimeWindow.mode' failed to satisfy constraint: Member must satisfy enum value set: [OFF, FLEXIBLE]");
        }

        CheckTarget(target);
        var text = request.Text("ScheduleExpression");
        if (!ScheduleExpression.TryParse(text, out var expression, out _))
        {
            throw AwsErrorException.Validation($"Invalid Schedule Expression {text}.");
        }

        var zoneName = request.TextOrNull("ScheduleExpressionTimezone") ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
        {
            throw AwsErrorException.Validation($"Invalid Timezone provided: {zoneName}.");
        }

        var (start, end) = (request.Time("StartDate"), request.Time("EndDate"));
        if (start < now - Lateness)
        {
            throw AwsErrorException.Validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
        }

        if (end <= (start ?? now))
        {
            throw AwsErrorException.Validation("The EndDate you specify cannot be earlier than the StartDate or in the past.");
        }

        return new ScheduleRecord(group, name, arns.Schedule(group, name), Complete(body, name, group, start, end), expression, zone, now, now) { StartDate = start, EndDate = end };
    }

    public static void CheckName(string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$ and have length less than or equal to 64");
        }
    }

    private static void CheckTarget(JsonObject target)
    {
        var arn = target["Arn"]?.ToString() ?? throw Missing("target.arn");
        if (target["RoleArn"] is null)
        {
            throw Missing("target.roleArn");
        }

        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw AwsErrorException.Validation($"Provided Arn is not in correct format: {arn}");
        }

        if (arn.Contains(":states:", StringComparison.Ordinal) && target["Input"]?.ToString() is { } input)
        {
            try
            {
                JsonDocument.Parse(input).Dispose();
            }
            catch (JsonException)
            {
                throw AwsErrorException.Validation("Invalid RequestJson provided. Reason: the Input of a Step Functions target must be JSON.");
            }
        }
    }

    private static JsonObject Complete(JsonObject given, string name, string group, DateTimeOffset? start, DateTimeOffset? end)
    {
        var body = (JsonObject)given.DeepClone();
        body.Remove("ClientToken");
        body["Name"] = name;
        body["GroupName"] = group;
        body["State"] ??= "ENABLED";
        body["ScheduleExpressionTimezone"] ??= "UTC";
        body["ActionAfterCompletion"] ??= "NONE";
        body["Target"]!["RetryPolicy"] ??= new JsonObject { ["MaximumEventAgeInSeconds"] = 86_400, ["MaximumRetryAttempts"] = 185 };
        Write("StartDate", start);
        Write("EndDate", end);
        return body;

        void Write(string member, DateTimeOffset? time)
        {
            body.Remove(member);
            body.With(member, time is { } known ? Wire.Seconds(known) : null);
        }
    }

    private static AwsErrorException Missing(string member) =>
        AwsErrorException.Validation($"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    [GeneratedRegex("^[0-9a-zA-Z-_.]{1,64}$")]
    private static partial Regex NamePattern();
}
