using System.Text.Json.Nodes;
using Dashboard.Domain.Schedules;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>One schedule as it stands; an update puts another in its place.</summary>
/// <param name="Body">All members as they were given, also those the sandbox does not know, with AWS's defaults filled in.</param>
internal sealed record ScheduleRecord(string Group, string Name, string Arn, JsonObject Body, ScheduleExpression Expression, TimeZoneInfo Zone, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt)
{
    public DateTimeOffset? StartDate { get; init; }

    public DateTimeOffset? EndDate { get; init; }

    public bool IsEnabled => Text("State") == "ENABLED";

    public JsonObject Target => (JsonObject)Body[nameof(Target)]!;

    public string? Text(string name) => Body[name]?.ToString();

    /// <summary>The next time it fires, or null when it never does again. A rate without a StartDate counts from when it was last written.</summary>
    public DateTimeOffset? NextFire(DateTimeOffset after) =>
        Expression.NextFires(after, Zone, StartDate ?? (Expression is RateExpression ? ModifiedAt : null), EndDate).Select(f => (DateTimeOffset?)f).FirstOrDefault();
}
