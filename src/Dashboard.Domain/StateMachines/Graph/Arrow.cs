using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>A transition that a state names; several between the same two states for the same reason are one arrow.</summary>
internal sealed record Arrow(string To, GraphEdgeKind Kind, string? Label)
{
    public static IEnumerable<Arrow> Of(State state) =>
        All(state).GroupBy(a => (a.To, a.Kind)).Select(g => g.First() with { Label = g.First().Label is null ? null : string.Join('\n', g.Select(a => a.Label)) });

    private static IEnumerable<Arrow> All(State state)
    {
        foreach (var choice in state.Choices)
        {
            yield return new Arrow(choice.Next, GraphEdgeKind.Choice, Condition(choice.Condition));
        }

        if (state.Default is { } otherwise)
        {
            yield return new Arrow(otherwise, GraphEdgeKind.Default, null);
        }

        if (state.Next is { } next)
        {
            yield return new Arrow(next, GraphEdgeKind.Next, null);
        }
        else if (state.IsEnd)
        {
            yield return new Arrow(GraphLayout.End, GraphEdgeKind.Next, null);
        }

        foreach (var catcher in state.Catch)
        {
            yield return new Arrow(catcher.Next, GraphEdgeKind.Catch, string.Join(", ", catcher.ErrorEquals));
        }
    }

    /// <summary>Without JSONata's brackets, on one line.</summary>
    private static string Condition(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.StartsWith("{%", StringComparison.Ordinal) && line.EndsWith("%}", StringComparison.Ordinal) ? line[2..^2].Trim() : line;
    }
}
