namespace Dashboard.Domain.Schedules;

/// <summary>Why a text is not a schedule expression; <see cref="Message"/> is for logs, pages word it themselves.</summary>
/// <param name="Field">minutes, hours, dayOfMonth, month, dayOfWeek or year of cron; value or unit of rate; null for the whole.</param>
/// <param name="Value">The part of the text that is wrong; the number of fields for <see cref="ScheduleErrorKind.FieldCount"/>.</param>
/// <param name="Allowed">What could stand there, such as <c>0-59</c>.</param>
public sealed record ScheduleExpressionError(ScheduleErrorKind Kind, string? Field, string? Value, string? Allowed)
{
    /// <summary>One English sentence.</summary>
    public string Message => Kind switch
    {
        ScheduleErrorKind.Empty => "There is no expression.",
        ScheduleErrorKind.NotAnExpression => $"'{Value}' is none of {Allowed}.",
        ScheduleErrorKind.FieldCount => $"cron takes {Allowed} fields, here are {Value}{(Value == "5" ? " (a Unix cron line has five)" : "")}.",
        ScheduleErrorKind.BadValue => $"'{Value}' is no value for {Field}; allowed: {Allowed}.",
        ScheduleErrorKind.NotAllowedHere => $"'{Value}' does not belong in {Field}; its wildcards are {Allowed}.",
        ScheduleErrorKind.OutOfRange => $"{Value} is out of range for {Field}; allowed: {Allowed}.",
        ScheduleErrorKind.ReversedRange => $"The range {Value} of {Field} runs backwards.",
        ScheduleErrorKind.BothDayFields => "Day of month and day of week cannot both be given; one of them must be '?'.",
        ScheduleErrorKind.NeitherDayField => "Day of month and day of week cannot both be '?'.",
        ScheduleErrorKind.UnixSunday => $"Days of the week run from 1 (Sunday) to 7 (Saturday); '{Value}' is Unix cron's Sunday.",
        ScheduleErrorKind.NthNotAlone => $"'{Value}' must stand alone in {Field}.",
        ScheduleErrorKind.UnknownUnit => $"'{Value}' is not a unit of rate; allowed: {Allowed}.",
        ScheduleErrorKind.NotPositive => $"A rate must be 1 or more, not {Value}.",
        ScheduleErrorKind.BadDate => $"'{Value}' is not a date and time; it is written {Allowed}.",
        _ => Kind.ToString(),
    };

    public override string ToString() => Message;
}
