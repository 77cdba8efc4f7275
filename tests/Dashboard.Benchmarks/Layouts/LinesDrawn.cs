namespace Dashboard.Benchmarks.Layouts;

/// <summary>The arrows of a drawing, whoever made it.</summary>
/// <param name="Lines">The ends and bends of each.</param>
internal sealed record LinesDrawn(double Width, double Height, (double X, double Y)[][] Lines)
{
    /// <summary>How often a reader sees one line go over another: places, not pairs, so that arrows drawn as one line cross a third only once.</summary>
    public int Crossings
    {
        get
        {
            var segments = Lines.SelectMany((line, edge) => line.Zip(line.Skip(1), (a, b) => (Edge: edge, A: a, B: b, Left: Math.Min(a.X, b.X), Right: Math.Max(a.X, b.X)))).OrderBy(s => s.Left).ToArray();
            HashSet<(long, long)> places = [];
            for (var i = 0; i < segments.Length; i++)
            {
                for (var j = i + 1; j < segments.Length && segments[j].Left <= segments[i].Right; j++)
                {
                    if (segments[i].Edge != segments[j].Edge && Crossing(segments[i].A, segments[i].B, segments[j].A, segments[j].B) is { } place)
                    {
                        places.Add(((long)Math.Round(place.X), (long)Math.Round(place.Y)));
                    }
                }
            }

            return places.Count;
        }
    }

    /// <summary>Where two segments cross inside both; lines that only touch, or run along each other, do not.</summary>
    private static (double X, double Y)? Crossing((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        const double Near = 1e-6;
        var (r, s) = ((X: b.X - a.X, Y: b.Y - a.Y), (X: d.X - c.X, Y: d.Y - c.Y));
        var area = (r.X * s.Y) - (r.Y * s.X);
        if (Math.Abs(area) < Near)
        {
            return null;
        }

        var t = (((c.X - a.X) * s.Y) - ((c.Y - a.Y) * s.X)) / area;
        var u = (((c.X - a.X) * r.Y) - ((c.Y - a.Y) * r.X)) / area;
        return t is > Near and < 1 - Near && u is > Near and < 1 - Near ? (a.X + (t * r.X), a.Y + (t * r.Y)) : null;
    }
}
