using Microsoft.Extensions.Localization;

namespace Dashboard.Ui;

/// <summary>Durations in words: <c>12 m 04 s</c>, <c>12分04秒</c>.</summary>
public static class Durations
{
    /// <summary>The two largest units that matter. A negative duration, which clocks that disagree can make, reads as 0.</summary>
    public static string Text(TimeSpan duration, IStringLocalizer<Words> words)
    {
        var d = duration < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds, MidpointRounding.AwayFromZero));
        return d switch
        {
            { TotalMinutes: < 1 } => words["Duration_Seconds", d.Seconds],
            { TotalHours: < 1 } => words["Duration_Minutes", d.Minutes, d.Seconds],
            { TotalDays: < 1 } => words["Duration_Hours", d.Hours, d.Minutes],
            _ => words["Duration_Days", (int)d.TotalDays, d.Hours],
        };
    }
}
