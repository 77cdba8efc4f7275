namespace Dashboard.Features.Approvals;

/// <summary>The words about changes that wait for a second person.</summary>
public sealed class ApprovalWords;
