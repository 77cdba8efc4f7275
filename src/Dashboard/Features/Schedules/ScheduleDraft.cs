using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;

namespace Dashboard.Features.Schedules;

/// <summary>What stands in the form.</summary>
public sealed record ScheduleDraft(string Expression, string TimeZone, bool Enabled)
{
    public static ScheduleDraft Of(ScheduleDetail schedule) => new(schedule.Expression, schedule.TimeZone, schedule.Enabled);

    /// <summary>What has to be changed of a schedule so that it is as the form has it.</summary>
    public ImmutableArray<MemberEdit> EditsOf(ScheduleDetail read)
    {
        var before = Of(read);
        List<MemberEdit> edits = [];
        Add("ScheduleExpression", before.Expression, Expression);
        Add("ScheduleExpressionTimezone", before.TimeZone, TimeZone);
        Add("State", before.Enabled ? "ENABLED" : "DISABLED", Enabled ? "ENABLED" : "DISABLED");
        return [.. edits];

        void Add(string path, string was, string now)
        {
            if (was != now)
            {
                edits.Add(new MemberEdit(path, JsonSerializer.Serialize(now)));
            }
        }
    }
}
