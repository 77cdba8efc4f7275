namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Places layers downwards and gives every arrow its bends: straight down through layers, across only between them, each on a track of its own.</summary>
internal static class Routing
{
    private const double AboveTracks = 10;

    /// <summary>With room for the heads of arrows.</summary>
    private const double BelowTracks = 18;

    /// <summary>Above and below the tracks where no box stands, only labels and passing lines.</summary>
    private const double BesidePassages = 6;

    private const double MaxPitch = 8;
    private const double MinPitch = 3;
    private const double TracksRoom = 120;

    public static void Run(LayeredGraph graph)
    {
        Ports.Run(graph);
        var gaps = graph.Gaps.ToLookup(gap => gap.Upper.Rank);
        var top = 0.0;
        for (var rank = 0; rank < graph.Ranks.Length; rank++)
        {
            var height = graph.Ranks[rank].Max(v => v.Height);
            foreach (var vertex in graph.Ranks[rank])
            {
                vertex.Top = top + ((height - vertex.Height) / 2);
            }

            top += height;
            if (rank < graph.Ranks.Length - 1)
            {
                var above = graph.Ranks[rank].Exists(v => !v.IsPassage) ? AboveTracks : BesidePassages;
                var below = graph.Ranks[rank + 1].Exists(v => !v.IsPassage) ? BelowTracks : BesidePassages;
                top += above + Place(gaps[rank].Where(gap => !gap.IsStraight).ToArray(), top + above) + below;
            }
        }

        graph.Height = top;
    }

    /// <summary>Gives the arrows that go across their heights and returns what all of them take. Arrows to the right that start further right go higher,
    /// arrows to the left the other way round: so two of one direction do not cross.</summary>
    private static double Place(Gap[] across, double top)
    {
        var xs = across.SelectMany(gap => new[] { gap.Out, gap.In }).Distinct().Order().ToArray();
        var used = new int[xs.Length];
        var tracks = new int[across.Length];
        var order = Enumerable.Range(0, across.Length).OrderBy(k => Key(across[k]));
        foreach (var k in order)
        {
            var gap = across[k];
            var (from, to) = (Array.BinarySearch(xs, Math.Min(gap.Out, gap.In)), Array.BinarySearch(xs, Math.Max(gap.Out, gap.In)));
            var span = used.AsSpan(from, to - from + 1);
            foreach (var taken in span)
            {
                tracks[k] = Math.Max(tracks[k], taken);
            }

            span.Fill(tracks[k] + 1);
        }

        var count = used.DefaultIfEmpty(0).Max();
        var pitch = Math.Clamp(TracksRoom / Math.Max(1, count), MinPitch, MaxPitch);
        for (var k = 0; k < across.Length; k++)
        {
            across[k].Track = top + (tracks[k] * pitch);
        }

        return Math.Max(0, count - 1) * pitch;
    }

    private static (int Direction, double Start) Key(Gap gap) => gap.In > gap.Out ? (0, -gap.Out) : (1, gap.Out);
}
