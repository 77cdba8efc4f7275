namespace Dashboard.Domain.Executions;

/// <summary>A place where a redrive goes on.</summary>
/// <param name="State">The state's name.</param>
/// <param name="Visit">The visit that did not end well; null for a branch that had not begun.</param>
/// <param name="Group">The Parallel or Map visit that it is in; null at the top.</param>
/// <param name="BranchIndex">The branch or iteration of <paramref name="Group"/>, from 0.</param>
public sealed record RedrivePoint(string State, long? Visit, long? Group, int? BranchIndex, RedriveStep Step);
