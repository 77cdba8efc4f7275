namespace Dashboard.Features.Schedules.Expressions;

/// <summary>How a field of cron names its numbers, as far as the builder can show it.</summary>
public enum FieldMode
{
    All,
    Values,
    Every,
    Range,

    /// <summary>Anything else: it stays as text.</summary>
    Other,
}
