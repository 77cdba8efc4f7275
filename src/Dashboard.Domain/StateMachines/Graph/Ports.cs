namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Finds where on its boxes' borders an arrow leaves and arrives: straight below where both boxes allow it, else on the side it comes from, never two in one place.</summary>
internal static class Ports
{
    private const double Spacing = 14;

    public static void Run(LayeredGraph graph)
    {
        foreach (var gap in graph.Gaps)
        {
            (gap.Out, gap.In) = Wish(gap.Upper, gap.Lower);
        }

        foreach (var leaving in graph.Gaps.GroupBy(gap => gap.Upper).Where(g => !g.Key.IsPassage))
        {
            var gaps = leaving.OrderBy(g => g.Lower.Order).ToArray();
            Set(gaps, Spread(leaving.Key, [.. gaps.Select(g => g.Out)]), (gap, x) => gap.Out = x);
        }

        foreach (var arriving in graph.Gaps.GroupBy(gap => gap.Lower).Where(g => !g.Key.IsPassage))
        {
            var gaps = arriving.OrderBy(g => g.Upper.Order).ToArray();
            Set(gaps, Spread(arriving.Key, [.. gaps.Select(g => g.In)]), (gap, x) => gap.In = x);
        }
    }

    private static (double Leaving, double Arriving) Wish(Vertex upper, Vertex lower)
    {
        var left = Math.Max(upper.X - upper.PortReach, lower.X - lower.PortReach);
        var right = Math.Min(upper.X + upper.PortReach, lower.X + lower.PortReach);
        if (left <= right)
        {
            var x = Math.Clamp((upper.X + lower.X) / 2, left, right);
            return (x, x);
        }

        var sign = Math.Sign(lower.X - upper.X);
        return (upper.X + (sign * Math.Min(upper.PortReach, Spacing)), lower.X - (sign * Math.Min(lower.PortReach, Spacing)));
    }

    /// <summary>Keeps the place nearest to the middle and pushes the others outwards; where the box is too narrow for that, spreads all of them evenly.</summary>
    private static double[] Spread(Vertex vertex, double[] places)
    {
        var middle = Enumerable.Range(0, places.Length).MinBy(i => Math.Abs(places[i] - vertex.X));
        for (var i = middle + 1; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], places[i - 1] + Spacing);
        }

        for (var i = middle - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], places[i + 1] - Spacing);
        }

        var limit = vertex.PortReach + 0.5;
        if (places.Length < 2 || (places[0] >= vertex.X - limit && places[^1] <= vertex.X + limit))
        {
            return places;
        }

        var step = Math.Min(Spacing, 2 * vertex.PortReach / (places.Length - 1));
        return [.. places.Select((_, i) => vertex.X + ((i - ((places.Length - 1) / 2.0)) * step))];
    }

    private static void Set(Gap[] gaps, double[] places, Action<Gap, double> set)
    {
        for (var i = 0; i < gaps.Length; i++)
        {
            set(gaps[i], places[i]);
        }
    }
}
