namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>A container of a state ran another image, or the same tag with another content.</summary>
/// <param name="LeftImage">With its digest after <c>@</c>, where that is known.</param>
public sealed record ImageChange(string State, string Container, string LeftImage, string RightImage);
