namespace Dashboard.Features.Executions;

/// <summary>One branch in one line: <c>② 1 ✕ as 999</c>.</summary>
/// <param name="Css">The class that carries the outcome's colour.</param>
/// <param name="Label">The same in words.</param>
public sealed record BranchLine(int Index, string Css, string Text, string Label);
