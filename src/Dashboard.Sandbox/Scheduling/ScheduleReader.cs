using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.Schedules;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>Reads the whole of a schedule from CreateSchedule or UpdateSchedule, with the refusals and defaults of AWS.</summary>
internal static class ScheduleReader
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    /// <summary>Both operations take every member; what an update leaves out falls back to the default, as on AWS.</summary>
    /// <param name="body">Held against AWS's model before.</param>
    public static ScheduleRecord Read(JsonObject body, Arns arns, DateTimeOffset now)
    {
        var request = new ApiRequest(body);
        var name = request.Text("Name");
        var group = request.TextOrNull("GroupName") ?? "default";
        CheckWindow(body["FlexibleTimeWindow"]!);
        CheckTarget(request.Object("Target")!);
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

    private static void CheckWindow(JsonNode window)
    {
        var minutes = window["MaximumWindowInMinutes"];
        if (window["Mode"]!.ToString() == "FLEXIBLE" ? minutes is null : minutes is not null)
        {
            throw AwsErrorException.Validation(minutes is null
                ? "FlexibleTimeWindow needs MaximumWindowInMinutes when its Mode is FLEXIBLE."
                : "FlexibleTimeWindow takes MaximumWindowInMinutes only when its Mode is FLEXIBLE.");
        }
    }

    private static void CheckTarget(JsonObject target)
    {
        var arn = target["Arn"]!.ToString();
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
}
