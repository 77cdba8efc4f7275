namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Gives every vertex its layer: the longest way from the top, then down again where that shortens more arrows than it lengthens.</summary>
internal static class Ranking
{
    public static void Run(LayeredGraph graph)
    {
        var incoming = graph.Lines.ToLookup(line => line.To.Id);
        var outgoing = graph.Lines.ToLookup(line => line.From.Id);
        var sorted = Sorted(graph, outgoing);
        foreach (var vertex in sorted)
        {
            vertex.Rank = incoming[vertex.Id].Select(line => line.From.Rank + line.MinLength).DefaultIfEmpty(0).Max();
        }

        for (var i = sorted.Count - 1; i >= 0; i--)
        {
            var vertex = sorted[i];
            if (outgoing[vertex.Id].Count() > incoming[vertex.Id].Count())
            {
                vertex.Rank = outgoing[vertex.Id].Min(line => line.To.Rank - line.MinLength);
            }
        }

        var top = graph.Vertices.Min(v => v.Rank);
        graph.Vertices.ForEach(v => v.Rank -= top);
    }

    private static List<Vertex> Sorted(LayeredGraph graph, ILookup<int, Line> outgoing)
    {
        var waiting = new int[graph.Vertices.Count];
        graph.Lines.ForEach(line => waiting[line.To.Id]++);
        List<Vertex> sorted = [.. graph.Vertices.Where(v => waiting[v.Id] == 0)];
        for (var i = 0; i < sorted.Count; i++)
        {
            foreach (var line in outgoing[sorted[i].Id])
            {
                if (--waiting[line.To.Id] == 0)
                {
                    sorted.Add(line.To);
                }
            }
        }

        return sorted;
    }
}
