namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>One of the four layouts of <see cref="Positioning"/>: vertices joined to columns with a middle neighbour, and the columns pushed together.</summary>
internal sealed class Columns
{
    private readonly List<Vertex>[] _ranks;
    private readonly bool _fromTop;
    private readonly double _sign;
    private readonly int[] _root;
    private readonly int[] _next;
    private readonly int[] _place;

    public Columns(LayeredGraph graph, bool fromTop, bool fromLeft, HashSet<(int Upper, int Lower)> bent)
    {
        (_fromTop, _sign) = (fromTop, fromLeft ? 1 : -1);
        _ranks = [.. fromTop ? graph.Ranks : graph.Ranks.Reverse()];
        if (!fromLeft)
        {
            _ranks = [.. _ranks.Select(rank => rank.AsEnumerable().Reverse().ToList())];
        }

        _root = [.. Enumerable.Range(0, graph.Vertices.Count)];
        _next = [.. _root];
        _place = new int[_root.Length];
        foreach (var rank in _ranks)
        {
            for (var i = 0; i < rank.Count; i++)
            {
                _place[rank[i].Id] = i;
            }
        }

        foreach (var rank in _ranks)
        {
            Join(rank, bent);
        }
    }

    public double[] Place()
    {
        var count = _root.Length;
        var after = new List<(int Column, double Distance)>[count];
        var before = new int[count];
        foreach (var rank in _ranks)
        {
            for (var i = 1; i < rank.Count; i++)
            {
                var (left, right) = (_root[rank[i - 1].Id], _root[rank[i].Id]);
                (after[left] ??= []).Add((right, _sign > 0 ? Positioning.Distance(rank[i - 1], rank[i]) : Positioning.Distance(rank[i], rank[i - 1])));
                before[right]++;
            }
        }

        List<int> sorted = [.. Enumerable.Range(0, count).Where(c => _root[c] == c && before[c] == 0)];
        var xs = new double[count];
        for (var i = 0; i < sorted.Count; i++)
        {
            foreach (var (column, distance) in after[sorted[i]] ?? [])
            {
                xs[column] = Math.Max(xs[column], xs[sorted[i]] + distance);
                if (--before[column] == 0)
                {
                    sorted.Add(column);
                }
            }
        }

        // Back again: a column with room on its far side moves there, next to what it belongs to.
        for (var i = sorted.Count - 1; i >= 0; i--)
        {
            if (after[sorted[i]] is { } rights)
            {
                xs[sorted[i]] = Math.Max(xs[sorted[i]], rights.Min(r => xs[r.Column] - r.Distance));
            }
        }

        return [.. Enumerable.Range(0, count).Select(v => _sign * xs[_root[v]])];
    }

    private void Join(List<Vertex> rank, HashSet<(int Upper, int Lower)> bent)
    {
        var reached = -1;
        List<Vertex> neighbours = [];
        foreach (var vertex in rank)
        {
            neighbours.Clear();
            if ((_fromTop ? vertex.MainUp : vertex.MainDown) is { } main)
            {
                neighbours.Add(main);
            }
            else
            {
                neighbours.AddRange(_fromTop ? vertex.Up : vertex.Down);
            }

            neighbours.Sort((a, b) => _place[a.Id].CompareTo(_place[b.Id]));
            for (var i = (neighbours.Count - 1) / 2; i <= neighbours.Count / 2 && i < neighbours.Count; i++)
            {
                var other = neighbours[i];
                var isBent = bent.Contains(_fromTop ? (other.Id, vertex.Id) : (vertex.Id, other.Id));
                if (_next[vertex.Id] == vertex.Id && reached < _place[other.Id] && !isBent && !IsTaken(other, vertex))
                {
                    _next[other.Id] = vertex.Id;
                    _root[vertex.Id] = _root[other.Id];
                    _next[vertex.Id] = _root[vertex.Id];
                    reached = _place[other.Id];
                }
            }
        }
    }

    private bool IsTaken(Vertex other, Vertex vertex) => (_fromTop ? other.MainDown : other.MainUp) is { } main && main != vertex;
}
