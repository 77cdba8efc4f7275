using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The drawn arrow of a line whose way is known.</summary>
internal static class EdgePath
{
    public static GraphEdge Create(string from, string to, Arrow arrow, Line line)
    {
        List<GraphPoint> points = [new(line.Gaps[0].Out, line.From.Bottom)];
        foreach (var gap in line.Gaps)
        {
            if (!gap.IsStraight)
            {
                points.Add(new GraphPoint(gap.Out, gap.Track));
                points.Add(new GraphPoint(gap.In, gap.Track));
            }
        }

        points.Add(new GraphPoint(line.Gaps[^1].In, line.To.Top));
        if (line.IsReversed)
        {
            points.Reverse();
        }

        return new GraphEdge(from, to, arrow.Kind, arrow.Label, [.. points])
        {
            IsBack = line.IsReversed,
            LabelBox = line.LabelVertex is { } label ? new(label.X - (label.Width / 2), label.Top, label.Width, label.Height) : null,
        };
    }
}
