namespace Dashboard.Store.Outcomes;

/// <summary>When an archived execution began, and by whom.</summary>
/// <param name="StartedBy">As <see cref="ArchivedOutcome.StartedBy"/>.</param>
public sealed record ArchivedStart(string ExecutionArn, string MachineArn, DateTimeOffset StartedAt, string? StartedBy);
