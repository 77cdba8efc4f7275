using Dashboard.Domain.Schedules;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>What is wrong with an expression, as a sentence.</summary>
public static class ScheduleErrorWords
{
    public static string Sentence(ScheduleExpressionError error, IStringLocalizer<ScheduleWords> words)
    {
        var field = error.Field is { } name ? words["Field_" + name].Value : "";
        return words["Error_" + error.Kind, error.Value ?? "", field, error.Allowed ?? ""].Value
            + (error is { Kind: ScheduleErrorKind.FieldCount, Value: "5" } ? " " + words["Error_UnixCron"].Value : "");
    }
}
