using System.Globalization;
using System.Text.Json;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Ui;

namespace Dashboard.Actions.Plans;

/// <summary>A schedule beside another that does what that one does, once, and is deleted by AWS afterwards.</summary>
internal static class OneOff
{
    private const int LongestDescription = 512;

    /// <summary>Its name: of one audit row for ever, at most 64 characters.</summary>
    public static string NameOf(Guid auditRow) => $"once-{auditRow:n}";

    /// <param name="of">The whole target, the group and the zone are its own.</param>
    /// <param name="why">Goes into the description.</param>
    public static ScheduleDocument Create(ScheduleDetail of, string name, DateTimeOffset at, string why)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(of.TimeZone));
        var description = $"Once instead of or in addition to {of.Name}: {why}";
        return ScheduleDocument.Parse("{}").With(
            new MemberEdit("Name", JsonSerializer.Serialize(name)),
            new MemberEdit("GroupName", JsonSerializer.Serialize(of.Group)),
            new MemberEdit("ScheduleExpression", JsonSerializer.Serialize(local.ToString("'at('yyyy-MM-dd'T'HH:mm:ss')'", CultureInfo.InvariantCulture))),
            new MemberEdit("ScheduleExpressionTimezone", JsonSerializer.Serialize(of.TimeZone)),
            new MemberEdit("FlexibleTimeWindow", """{"Mode":"OFF"}"""),
            new MemberEdit("ActionAfterCompletion", "\"DELETE\""),
            new MemberEdit("Description", JsonSerializer.Serialize(Ellipsis.Middle(description, LongestDescription))),
            new MemberEdit("KmsKeyArn", of.Document.Value("KmsKeyArn")),
            new MemberEdit("Target", of.Document.Value("Target")));
    }
}
