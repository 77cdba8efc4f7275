namespace Dashboard.Features.Audit;

/// <summary>The words of the audit page.</summary>
public sealed class AuditWords;
