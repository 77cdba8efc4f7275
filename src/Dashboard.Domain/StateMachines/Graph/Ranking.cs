namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Gives every vertex its layer, so that arrows are short: a state's Next first, a Catch last.</summary>
internal static class Ranking
{
    public static void Run(LayeredGraph graph)
    {
        var ranks = NetworkSimplex.Ranks(graph.Vertices.Count, [.. graph.Lines.Select(line => (line.From.Id, line.To.Id, line.MinLength, Weight(line)))]);
        var top = ranks.Min();
        graph.Vertices.ForEach(v => v.Rank = ranks[v.Id] - top);
    }

    private static int Weight(Line line) => line.Kind switch
    {
        _ when line.IsReversed => 1,
        _ when line.To.IsTerminal => 1,
        GraphEdgeKind.Next => 8,
        GraphEdgeKind.Catch => 2,
        _ => 3,
    };
}
