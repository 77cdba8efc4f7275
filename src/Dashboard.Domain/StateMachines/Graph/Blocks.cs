namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The vertices of a layered graph in blocks that keep their place from layer to layer: a box by itself, the passages of a long arrow together.
/// One order of all blocks orders every layer, and a long arrow never crosses itself.</summary>
internal sealed class Blocks
{
    private const int MaxRounds = 10;

    private readonly List<Vertex>[] _blocks;
    private readonly int[] _block;
    private readonly double[] _place;
    private readonly int[][] _beside;
    private readonly int[][] _above;
    private readonly int[][] _below;

    public Blocks(LayeredGraph graph, IEnumerable<Vertex> inOrder)
    {
        _block = new int[graph.Vertices.Count];
        Array.Fill(_block, -1);
        List<List<Vertex>> blocks = [];
        foreach (var first in inOrder)
        {
            if (_block[first.Id] < 0)
            {
                blocks.Add([]);
                for (var vertex = Top(first); vertex is not null && _block[vertex.Id] < 0; vertex = Following(vertex))
                {
                    _block[vertex.Id] = blocks.Count - 1;
                    blocks[^1].Add(vertex);
                }
            }
        }

        _above = [.. graph.Vertices.Select(v => v.Up.Select(u => _block[u.Id]).ToArray())];
        _below = [.. graph.Vertices.Select(v => v.Down.Select(d => _block[d.Id]).ToArray())];
        (_blocks, _place) = ([.. blocks], [.. blocks.Select((_, i) => (double)i)]);
        _beside = Beside();
    }

    /// <summary>Comparisons made so far.</summary>
    public long Work { get; private set; }

    /// <summary>Takes the order in which the vertices stand there.</summary>
    public void Order(IEnumerable<Vertex> vertices)
    {
        foreach (var (place, block) in vertices.Select(v => _block[v.Id]).Distinct().Index())
        {
            _place[block] = place;
        }
    }

    /// <summary>Moves each block to where it crosses least, until nothing gains (Bachmaier, Brandenburg, Brunner, Hübner: Global k-Level Crossing Reduction).</summary>
    public void Sift(long maxWork)
    {
        for (var (round, gained) = (0, true); gained && round < MaxRounds; round++)
        {
            gained = false;
            for (var block = 0; block < _blocks.Length && Work < maxWork; block++)
            {
                gained |= Sift(block);
            }

            Renumber();
        }
    }

    /// <summary>The vertices of each layer in the order of their blocks.</summary>
    public List<Vertex>[] Ranks()
    {
        var ranks = new List<Vertex>[_blocks.Max(b => b[^1].Rank) + 1];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = [];
        }

        foreach (var vertex in Enumerable.Range(0, _blocks.Length).OrderBy(block => _place[block]).SelectMany(block => _blocks[block]))
        {
            vertex.Order = ranks[vertex.Rank].Count;
            ranks[vertex.Rank].Add(vertex);
        }

        return ranks;
    }

    private static Vertex Top(Vertex vertex)
    {
        while (vertex is { IsPassage: true, MainUp.IsPassage: true } && vertex.MainUp.MainDown == vertex)
        {
            vertex = vertex.MainUp;
        }

        return vertex;
    }

    private static Vertex? Following(Vertex vertex) =>
        vertex is { IsPassage: true, MainDown: { IsPassage: true } next } && next.MainUp == vertex ? next : null;

    /// <summary>For each block those that it shares a layer with: only among these does its place matter.</summary>
    private int[][] Beside()
    {
        var layers = _blocks.Index().SelectMany(b => b.Item.Select(v => (v.Rank, Block: b.Index))).ToLookup(v => v.Rank, v => v.Block);
        var seen = new int[_blocks.Length];
        Array.Fill(seen, -1);
        var beside = new int[_blocks.Length][];
        List<int> found = [];
        for (var block = 0; block < _blocks.Length; block++)
        {
            found.Clear();
            seen[block] = block;
            foreach (var vertex in _blocks[block])
            {
                foreach (var other in layers[vertex.Rank])
                {
                    if (seen[other] != block)
                    {
                        seen[other] = block;
                        found.Add(other);
                    }
                }
            }

            beside[block] = [.. found];
        }

        return beside;
    }

    private bool Sift(int block)
    {
        var others = _beside[block];
        var places = new double[others.Length];
        for (var i = 0; i < others.Length; i++)
        {
            places[i] = _place[others[i]];
        }

        Array.Sort(places, others);
        var was = ~Array.BinarySearch(places, _place[block]);

        // Crossings at each place, counted from the leftmost; where several are as good, the one next to the old place.
        var (crossings, atOldPlace, best, bestPlace) = (0L, 0L, 0L, 0);
        for (var i = 0; i < others.Length; i++)
        {
            crossings += Change(block, others[i]);
            if (i + 1 == was)
            {
                atOldPlace = crossings;
            }

            if (crossings < best || (crossings == best && Math.Abs(i + 1 - was) < Math.Abs(bestPlace - was)))
            {
                (best, bestPlace) = (crossings, i + 1);
            }
        }

        Work += others.Length;
        if (bestPlace != was)
        {
            _place[block] = bestPlace == 0 ? places[0] - 1 : bestPlace == places.Length ? places[^1] + 1 : (places[bestPlace - 1] + places[bestPlace]) / 2;
        }

        return best < atOldPlace;
    }

    /// <summary>Whole numbers again: halving a gap for ever would end in equal places.</summary>
    private void Renumber()
    {
        foreach (var (place, block) in Enumerable.Range(0, _blocks.Length).OrderBy(block => _place[block]).ToArray().Index())
        {
            _place[block] = place;
        }
    }

    /// <summary>What it changes when a block goes from the left to the right side of a neighbour.</summary>
    private long Change(int moved, int other)
    {
        var (a, b) = (_blocks[moved], _blocks[other]);
        var change = 0L;
        var (before, after) = (Math.BitDecrement(_place[other]), Math.BitIncrement(_place[other]));
        var from = Math.Max(a[0].Rank, b[0].Rank);
        var to = Math.Min(a[^1].Rank, b[^1].Rank);
        for (var rank = from; rank <= to; rank++)
        {
            var (left, right) = (a[rank - a[0].Rank].Id, b[rank - b[0].Rank].Id);
            change += Change(_above[left], _above[right], moved, before, after) + Change(_below[left], _below[right], moved, before, after);
        }

        return change;
    }

    /// <param name="left">The blocks at the other ends of the moved vertex's arrows.</param>
    private int Change(int[] left, int[] right, int moved, double before, double after)
    {
        var change = 0;
        foreach (var x in left)
        {
            foreach (var y in right)
            {
                if (x != y)
                {
                    change += x == moved ? (after < _place[y] ? 1 : 0) - (before > _place[y] ? 1 : 0)
                        : y == moved ? (_place[x] < after ? 1 : 0) - (_place[x] > before ? 1 : 0)
                        : _place[x] < _place[y] ? 1 : -1;
                }
            }
        }

        Work += left.Length * right.Length;
        return change;
    }
}
