namespace Dashboard.Domain.Executions.Timelines;

/// <summary>A long time in which nothing began, ended or ran: a Wait, the pause before a retry, the days before a redrive.</summary>
public sealed record IdleStretch(DateTimeOffset Start, DateTimeOffset End);
