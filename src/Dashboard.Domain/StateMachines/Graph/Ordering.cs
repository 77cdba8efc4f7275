namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Orders each layer so that few arrows cross: barycentre sweeps, then whole blocks moved to where they cross least, from several beginnings; the best of all.</summary>
internal static class Ordering
{
    /// <summary>Different beginnings: one may lead to an order without crossings where another cannot.</summary>
    private const int MaxStarts = 8;

    /// <summary>Comparisons of two arrows: after so many the best order so far stays.</summary>
    private const long MaxWork = 300_000;

    private const int Patience = 4;

    public static void Run(LayeredGraph graph)
    {
        var blocks = new Blocks(graph, DepthFirst(graph, null));
        graph.Ranks = blocks.Ranks();
        var best = Crossings.Count(graph.Ranks);
        var kept = Save(graph.Ranks);
        for (int sweep = 0, last = Patience; sweep < last && best > 0; sweep++)
        {
            Sweep(graph.Ranks, down: sweep % 2 == 0);
            Swap(graph.Ranks, 1);
            last = Keep() ? sweep + Patience + 1 : last;
        }

        var random = new Random(1);
        for (var start = 0; start < MaxStarts && best > 0 && blocks.Work < MaxWork; start++)
        {
            blocks.Order(DepthFirst(graph, start == 0 ? null : random));
            blocks.Sift(MaxWork);
            graph.Ranks = blocks.Ranks();
            Keep();
        }

        graph.Ranks = kept;
        Array.ForEach(graph.Ranks, Renumber);

        bool Keep()
        {
            var crossings = Crossings.Count(graph.Ranks);
            if (crossings >= best)
            {
                return false;
            }

            (best, kept) = (crossings, Save(graph.Ranks));
            return true;
        }
    }

    /// <summary>From the top, so that what belongs together starts side by side.</summary>
    /// <param name="random">Shuffles what comes below each vertex; null for the order of the definition.</param>
    private static List<Vertex> DepthFirst(LayeredGraph graph, Random? random)
    {
        var seen = new bool[graph.Vertices.Count];
        List<Vertex> order = [];
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
                order.Add(vertex);
                Vertex[] below = [.. vertex.Down];
                random?.Shuffle(below);
                for (var i = below.Length - 1; i >= 0; i--)
                {
                    next.Push(below[i]);
                }
            }
        }

        return order;
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
