namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Gives a long arrow a vertex in each layer that it passes, so that boxes make way for it; the one next to its source is as large as the label.
/// Arrows to the same state share the rest: forty catches of one handler are one line with forty tributaries.</summary>
internal sealed class Passages
{
    /// <summary>A shorter way than this is not shared: the detour to the others would be longer.</summary>
    private const int MinShared = 3;

    private readonly Dictionary<(int Target, bool IsCatch, bool IsReversed, int Rank), Vertex> _shared = [];
    private readonly Dictionary<(int Upper, int Lower), Gap> _gaps = [];
    private readonly LayeredGraph _graph;

    private Passages(LayeredGraph graph) => _graph = graph;

    public static void Run(LayeredGraph graph)
    {
        var passages = new Passages(graph);
        graph.Lines.ForEach(passages.Add);
    }

    private void Add(Line line)
    {
        var labelRank = line.Label is null ? -1 : line.IsReversed ? line.To.Rank - 1 : line.From.Rank + 1;
        var share = line.To.Rank - line.From.Rank - line.MinLength >= MinShared;
        var above = line.From;
        for (var rank = line.From.Rank + 1; rank < line.To.Rank; rank++)
        {
            var passage = rank == labelRank ? line.LabelVertex = Passage(rank, line.Label!.Value) : share ? Shared(line, rank) : Passage(rank, (0, 0));
            line.Gaps.Add(Connect(above, passage));
            if (above.IsPassage && passage != line.LabelVertex && above != line.LabelVertex)
            {
                (above.MainDown, passage.MainUp) = (passage, above);
            }

            above = passage;
        }

        line.Gaps.Add(Connect(above, line.To));
        if (line is { Kind: GraphEdgeKind.Next, IsReversed: false })
        {
            line.From.MainDown = line.Gaps[0].Lower;
        }
    }

    private Vertex Shared(Line line, int rank)
    {
        var key = ((line.IsReversed ? line.From : line.To).Id, line.Kind == GraphEdgeKind.Catch, line.IsReversed, rank);
        return _shared.TryGetValue(key, out var passage) ? passage : _shared[key] = Passage(rank, (0, 0));
    }

    private Vertex Passage(int rank, (double Width, double Height) size)
    {
        var passage = _graph.AddPassage(size.Width, size.Height);
        passage.Rank = rank;
        return passage;
    }

    private Gap Connect(Vertex upper, Vertex lower)
    {
        var canShare = upper.IsPassage || lower.IsPassage;
        if (canShare && _gaps.TryGetValue((upper.Id, lower.Id), out var known))
        {
            return known;
        }

        var gap = new Gap(upper, lower);
        _gaps.TryAdd((upper.Id, lower.Id), gap);
        _graph.Gaps.Add(gap);
        upper.Down.Add(lower);
        lower.Up.Add(upper);
        return gap;
    }
}
