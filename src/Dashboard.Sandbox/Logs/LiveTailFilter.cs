using Dashboard.Sandbox.Logs.Patterns;

namespace Dashboard.Sandbox.Logs;

/// <summary>Which lines a Live Tail session shows.</summary>
internal sealed record LiveTailFilter(IReadOnlySet<string> Groups, IReadOnlyList<string> Streams, IReadOnlyList<string> Prefixes, FilterPattern Pattern)
{
    public bool Takes(LogGroup group, LogStream stream, LogEvent line) =>
        Groups.Contains(group.Name)
        && (Streams.Count == 0 || Streams.Contains(stream.Name))
        && (Prefixes.Count == 0 || Prefixes.Any(p => stream.Name.StartsWith(p, StringComparison.Ordinal)))
        && Pattern.Matches(line.Message);
}
