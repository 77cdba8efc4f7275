namespace Dashboard.Domain.Executions.Timelines;

/// <summary>A stretch in which nothing was at work, drawn narrow.</summary>
/// <param name="Left">Where it begins on the axis, from 0 to 1.</param>
/// <param name="Width">Of the axis, from 0 to 1.</param>
public sealed record TimelineFold(DateTimeOffset Start, DateTimeOffset End, double Left, double Width);
