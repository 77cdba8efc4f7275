namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Splits a graph where nothing connects its boxes: states that nothing leads to, or a branch of which a part is never reached.</summary>
internal static class GraphParts
{
    /// <summary>In the order of their first vertices; the graph itself where it is one.</summary>
    public static IReadOnlyList<LayeredGraph> Of(LayeredGraph graph)
    {
        var root = Enumerable.Range(0, graph.Vertices.Count).ToArray();
        foreach (var line in graph.Lines)
        {
            var (a, b) = (Find(line.From.Id), Find(line.To.Id));
            root[Math.Max(a, b)] = Math.Min(a, b);
        }

        var parts = new SortedDictionary<int, LayeredGraph>();
        foreach (var vertex in graph.Vertices)
        {
            parts.TryAdd(Find(vertex.Id), new LayeredGraph());
        }

        if (parts.Count == 1)
        {
            return [graph];
        }

        foreach (var line in graph.Lines)
        {
            parts[Find(line.From.Id)].Lines.Add(line);
        }

        // Their ids change here: what part a vertex belongs to is asked before.
        foreach (var (vertex, part) in graph.Vertices.Select(v => (v, parts[Find(v.Id)])).ToArray())
        {
            part.Take(vertex);
        }

        return [.. parts.Values];

        int Find(int id)
        {
            while (root[id] != id)
            {
                id = root[id] = root[root[id]];
            }

            return id;
        }
    }
}
