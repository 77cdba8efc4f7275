namespace Dashboard.Benchmarks.Layouts;

/// <summary>One drawing of one graph.</summary>
/// <param name="Milliseconds">The best of several rounds.</param>
internal sealed record LayoutResult(int States, string Name, double Milliseconds, LinesDrawn Drawn);
