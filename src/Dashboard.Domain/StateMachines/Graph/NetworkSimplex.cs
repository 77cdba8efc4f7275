namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Ranks of a connected graph without loops in which the weighted arrows are as short as they can be
/// (Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs).</summary>
internal sealed class NetworkSimplex
{
    /// <summary>Steps times vertices and arrows: what is not optimal after so much work stays as it is, correct but longer.</summary>
    private const long Work = 8_000_000;

    private readonly (int From, int To, int Length, int Weight)[] _arrows;
    private readonly int[][] _touching;
    private readonly int[] _ranks;
    private readonly bool[] _isTree;
    private readonly int[] _cut;
    private readonly int[] _parent;
    private readonly int[] _low;
    private readonly int[] _last;
    private readonly List<int> _order;
    private int _searched;

    private NetworkSimplex(int count, (int From, int To, int Length, int Weight)[] arrows)
    {
        (_arrows, _ranks, _isTree, _cut) = (arrows, new int[count], new bool[arrows.Length], new int[arrows.Length]);
        (_parent, _low, _last, _order) = (new int[count], new int[count], new int[count], new List<int>(count));
        var degrees = new int[count];
        foreach (var arrow in arrows)
        {
            degrees[arrow.From]++;
            degrees[arrow.To]++;
        }

        _touching = [.. degrees.Select(degree => new int[degree])];
        for (var i = 0; i < arrows.Length; i++)
        {
            _touching[arrows[i].From][--degrees[arrows[i].From]] = i;
            _touching[arrows[i].To][--degrees[arrows[i].To]] = i;
        }
    }

    /// <param name="arrows">From a higher to a lower vertex, at least so many ranks long.</param>
    public static int[] Ranks(int count, (int From, int To, int Length, int Weight)[] arrows)
    {
        var simplex = new NetworkSimplex(count, arrows);
        simplex.LongestWays();
        if (count > 1)
        {
            simplex.GrowTree();
            simplex.Number();
            var steps = Work / (count + arrows.Length);
            while (steps-- > 0 && simplex.Leaving() is >= 0 and var leaving)
            {
                simplex.Exchange(leaving);
                simplex.Number();
            }
        }

        return simplex._ranks;
    }

    private int Slack(int arrow) => _ranks[_arrows[arrow].To] - _ranks[_arrows[arrow].From] - _arrows[arrow].Length;

    private int Other(int arrow, int vertex) => _arrows[arrow].From == vertex ? _arrows[arrow].To : _arrows[arrow].From;

    private void LongestWays()
    {
        var waiting = new int[_ranks.Length];
        foreach (var arrow in _arrows)
        {
            waiting[arrow.To]++;
        }

        var sorted = new List<int>(_ranks.Length);
        sorted.AddRange(Enumerable.Range(0, _ranks.Length).Where(v => waiting[v] == 0));
        for (var i = 0; i < sorted.Count; i++)
        {
            foreach (var a in _touching[sorted[i]])
            {
                if (_arrows[a].From == sorted[i])
                {
                    var to = _arrows[a].To;
                    _ranks[to] = Math.Max(_ranks[to], _ranks[sorted[i]] + _arrows[a].Length);
                    if (--waiting[to] == 0)
                    {
                        sorted.Add(to);
                    }
                }
            }
        }
    }

    /// <summary>A spanning tree of arrows that are as short as they may be: vertices reached are moved together until the next arrow is that short too.</summary>
    private void GrowTree()
    {
        var isIn = new bool[_ranks.Length];
        var reached = new List<int>(_ranks.Length) { 0 };
        isIn[0] = true;
        for (var i = 0; reached.Count < _ranks.Length;)
        {
            for (; i < reached.Count; i++)
            {
                foreach (var a in _touching[reached[i]])
                {
                    if (Slack(a) == 0 && !isIn[Other(a, reached[i])])
                    {
                        Take(a, Other(a, reached[i]));
                    }
                }
            }

            if (reached.Count < _ranks.Length)
            {
                var next = -1;
                for (var a = 0; a < _arrows.Length; a++)
                {
                    if (isIn[_arrows[a].From] != isIn[_arrows[a].To] && (next < 0 || Slack(a) < Slack(next)))
                    {
                        next = a;
                    }
                }

                var isDown = isIn[_arrows[next].From];
                var shift = isDown ? Slack(next) : -Slack(next);
                reached.ForEach(v => _ranks[v] += shift);
                Take(next, isDown ? _arrows[next].To : _arrows[next].From);
            }
        }

        void Take(int arrow, int vertex)
        {
            _isTree[arrow] = isIn[vertex] = true;
            reached.Add(vertex);
        }
    }

    /// <summary>Numbers the tree from its leaves, so that a subtree is a range of numbers, and values each arrow of it: what the drawing would gain if the arrow grew.</summary>
    private void Number()
    {
        _order.Clear();
        var open = new Stack<(int Vertex, int Next)>();
        _parent[0] = -1;
        _low[0] = 0;
        open.Push((0, 0));
        while (open.TryPop(out var top))
        {
            var (vertex, next) = top;
            var touching = _touching[vertex];
            while (next < touching.Length && (!_isTree[touching[next]] || touching[next] == _parent[vertex]))
            {
                next++;
            }

            if (next < touching.Length)
            {
                open.Push((vertex, next + 1));
                var child = Other(touching[next], vertex);
                _parent[child] = touching[next];
                _low[child] = _order.Count;
                open.Push((child, 0));
            }
            else
            {
                _last[vertex] = _order.Count;
                _order.Add(vertex);
            }
        }

        foreach (var vertex in _order)
        {
            if (_parent[vertex] >= 0)
            {
                _cut[_parent[vertex]] = Cut(vertex, _parent[vertex]);
            }
        }
    }

    private int Cut(int child, int arrow)
    {
        var isFrom = _arrows[arrow].From == child;
        var cut = _arrows[arrow].Weight;
        foreach (var a in _touching[child])
        {
            if (a != arrow)
            {
                var gain = _arrows[a].Weight - (_isTree[a] ? _cut[a] : 0);
                cut += (_arrows[a].From == child) == isFrom ? gain : -gain;
            }
        }

        return cut;
    }

    private int Leaving()
    {
        for (var i = 0; i < _arrows.Length; i++)
        {
            _searched = _searched + 1 < _arrows.Length ? _searched + 1 : 0;
            if (_isTree[_searched] && _cut[_searched] < 0)
            {
                return _searched;
            }
        }

        return -1;
    }

    private void Exchange(int leaving)
    {
        var (from, to, _, _) = _arrows[leaving];
        var child = _parent[from] == leaving ? from : to;
        var entering = -1;
        for (var a = 0; a < _arrows.Length; a++)
        {
            var (inner, outer) = child == from ? (_arrows[a].To, _arrows[a].From) : (_arrows[a].From, _arrows[a].To);
            if (IsBelow(inner, child) && !IsBelow(outer, child) && (entering < 0 || Slack(a) < Slack(entering)))
            {
                entering = a;
            }
        }

        var shift = child == from ? -Slack(entering) : Slack(entering);
        for (var i = _low[child]; i <= _last[child]; i++)
        {
            _ranks[_order[i]] += shift;
        }

        (_isTree[leaving], _isTree[entering]) = (false, true);
    }

    private bool IsBelow(int vertex, int root) => _low[root] <= _last[vertex] && _last[vertex] <= _last[root];
}
