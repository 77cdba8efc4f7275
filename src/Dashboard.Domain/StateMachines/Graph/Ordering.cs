namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Orders each layer so that few arrows cross: barycentre sweeps down and up, the best of them kept, then swaps of neighbours.</summary>
internal static class Ordering
{
    private const int MaxSweeps = 24;
    private const int Patience = 4;
    private const int MaxSwapRounds = 8;

    public static void Run(LayeredGraph graph)
    {
        graph.Ranks = Initial(graph);
        var best = Crossings.Count(graph.Ranks);
        var kept = Save(graph.Ranks);
        for (int sweep = 0, failed = 0; sweep < MaxSweeps && failed < Patience && best > 0; sweep++)
        {
            Sweep(graph.Ranks, down: sweep % 2 == 0);
            Swap(graph.Ranks, 1);
            var crossings = Crossings.Count(graph.Ranks);
            failed++;
            if (crossings < best)
            {
                (best, kept, failed) = (crossings, Save(graph.Ranks), 0);
            }
        }

        graph.Ranks = kept;
        Array.ForEach(graph.Ranks, Renumber);
        Swap(graph.Ranks, MaxSwapRounds);
    }

    /// <summary>Depth first from the top, so that what belongs together starts side by side.</summary>
    private static List<Vertex>[] Initial(LayeredGraph graph)
    {
        var ranks = new List<Vertex>[graph.Vertices.Max(v => v.Rank) + 1];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = [];
        }

        var seen = new bool[graph.Vertices.Count];
        Stack<Vertex> next = new();
        foreach (var root in graph.Vertices.OrderBy(v => v.Rank))
        {
            next.Push(root);
            while (next.TryPop(out var vertex))
            {
                if (seen[vertex.Id])
                {
                    continue;
                }

                seen[vertex.Id] = true;
                vertex.Order = ranks[vertex.Rank].Count;
                ranks[vertex.Rank].Add(vertex);
                for (var i = vertex.Down.Count - 1; i >= 0; i--)
                {
                    next.Push(vertex.Down[i]);
                }
            }
        }

        return ranks;
    }

    private static void Sweep(List<Vertex>[] ranks, bool down)
    {
        for (var i = 1; i < ranks.Length; i++)
        {
            var rank = ranks[down ? i : ranks.Length - 1 - i];
            var keys = rank.Select(v => Barycentre(v, down ? v.Up : v.Down)).ToArray();
            var order = Enumerable.Range(0, rank.Count).OrderBy(k => keys[k]).Select(k => rank[k]).ToArray();
            rank.Clear();
            rank.AddRange(order);
            Renumber(rank);
        }
    }

    private static double Barycentre(Vertex vertex, List<Vertex> neighbours)
    {
        if (neighbours.Count == 0)
        {
            return vertex.Order;
        }

        double sum = 0;
        foreach (var neighbour in neighbours)
        {
            sum += neighbour.Order;
        }

        return sum / neighbours.Count;
    }

    private static void Swap(List<Vertex>[] ranks, int rounds)
    {
        var improved = true;
        while (improved && rounds-- > 0)
        {
            improved = false;
            foreach (var rank in ranks)
            {
                for (var i = 1; i < rank.Count; i++)
                {
                    var (left, right) = (rank[i - 1], rank[i]);
                    if (Crossings.Between(left.Up, right.Up) + Crossings.Between(left.Down, right.Down)
                        > Crossings.Between(right.Up, left.Up) + Crossings.Between(right.Down, left.Down))
                    {
                        (rank[i - 1], rank[i]) = (right, left);
                        (left.Order, right.Order) = (i, i - 1);
                        improved = true;
                    }
                }
            }
        }
    }

    private static List<Vertex>[] Save(List<Vertex>[] ranks) => [.. ranks.Select(rank => rank.ToList())];

    private static void Renumber(List<Vertex> rank)
    {
        for (var i = 0; i < rank.Count; i++)
        {
            rank[i].Order = i;
        }
    }
}
