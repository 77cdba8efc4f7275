using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Features.Executions;

namespace Dashboard.Features.Schedules;

/// <summary>What a draft comes to: what is wrong with it, when it would fire, and whether it can be saved.</summary>
/// <param name="Error">What is wrong with the expression.</param>
/// <param name="Zone">Null where the name is no IANA zone of this machine.</param>
/// <param name="Next">The next fires, each with its zone's offset; as if the schedule were on.</param>
/// <param name="Block">Why it cannot be saved; null where it can.</param>
/// <param name="FlexibleMinutes">How many minutes later than that AWS may start it; null where the window is off.</param>
/// <param name="Input">Where the input stops being JSON, where it has to be some.</param>
public sealed partial record ScheduleCheck(ScheduleExpressionError? Error, TimeZoneInfo? Zone, ImmutableArray<ComingFire> Next, SaveBlock? Block, int? FlexibleMinutes = null, JsonCheck? Input = null)
{
    public const int Shown = 10;

    /// <summary>Checks a draft.</summary>
    /// <param name="holdsNow">What AWS holds now.</param>
    public static ScheduleCheck Create(ScheduleDraft draft, ScheduleDocument holdsNow, bool mayChange, DateTimeOffset now)
    {
        var schedule = draft.Schedule;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var found) && found.HasIanaId ? found : null;
        var next = ScheduleExpression.TryParse(schedule.Expression, out var expression, out var error) && zone is not null
            ? ComingFire.Next(expression, zone, draft.CountsFrom(now), schedule.EndDate, now, Shown)
            : [];
        var input = schedule.Input is { } text && schedule.TargetArn.Contains(":states:", StringComparison.Ordinal) ? JsonCheck.Find(text) : null;
        SaveBlock? block = !mayChange ? SaveBlock.NotAllowed
            : !ScheduleDocument.Differences(draft.Base, holdsNow).IsEmpty ? SaveBlock.ChangedElsewhere
            : error is not null && draft.Changes.ContainsKey(ScheduleDraft.ExpressionPath) ? SaveBlock.WrongExpression
            : zone is null ? SaveBlock.UnknownZone
            : input is not null ? SaveBlock.WrongInput
            : Encoding.UTF8.GetByteCount(schedule.Input ?? "") > JsonCheck.MostBytes ? SaveBlock.LongInput
            : draft.Schedule.Document.Text(ScheduleDraft.WindowModePath) == "FLEXIBLE" && schedule.FlexibleMinutes is not (>= 1 and <= 1440) ? SaveBlock.WrongWindow
            : schedule.RetryAttempts is < 0 or > 185 || schedule.RetryAgeSeconds is < 60 or > 86_400 ? SaveBlock.WrongRetries
            : schedule.DeadLetterArn is { } queue && !QueueRegex().IsMatch(queue) ? SaveBlock.WrongDeadLetter
            : draft.Changes.ContainsKey(ScheduleDraft.StartPath) && schedule.StartDate < now ? SaveBlock.StartPassed
            : schedule.EndDate <= now ? SaveBlock.EndPassed
            : schedule.EndDate <= schedule.StartDate ? SaveBlock.EndBeforeStart
            : !draft.IsChanged ? SaveBlock.NothingChanged
            : null;
        return new ScheduleCheck(error, zone, next, block, schedule.FlexibleMinutes, input);
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex QueueRegex();
}
