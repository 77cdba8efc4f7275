using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>What a Parallel, a Map or an open child holds, placed in its box.</summary>
/// <param name="Rectangles">One for each group.</param>
/// <param name="Inside">The groups where they stand.</param>
internal sealed record Lanes(GraphRectangle Box, ImmutableArray<GraphRectangle> Rectangles, ImmutableArray<GroupLayout> Inside)
{
    /// <summary>All as high as the highest, each in the middle of its lane.</summary>
    public static Lanes SideBySide(GroupLayout[] groups, string name)
    {
        var height = groups.Max(g => g.Height) + StateBox.BranchLine + StateBox.LanePadding;
        var widths = groups.Select(g => Math.Max(StateBox.MinLaneWidth, g.Width + (2 * StateBox.LanePadding))).ToArray();
        var between = (groups.Length + 1) * StateBox.LaneGap;
        var missing = Math.Max(0, StateBox.MinContainerWidth(name) - widths.Sum() - between);
        var top = StateBox.HeaderHeight(name, widths.Sum() + between + missing);
        List<GraphRectangle> lanes = [];
        var x = StateBox.LaneGap;
        foreach (var width in widths)
        {
            lanes.Add(new GraphRectangle(x, top, width + (missing / groups.Length), height));
            x += lanes[^1].Width + StateBox.LaneGap;
        }

        return new Lanes(new(0, 0, x, top + height + StateBox.LaneGap), [.. lanes], [.. groups.Zip(lanes, (g, lane) => g.Moved(lane.X + ((lane.Width - g.Width) / 2), top + StateBox.BranchLine))]);
    }

    /// <summary>All as wide as the widest, each at the left of its lane.</summary>
    public static Lanes Stacked(GroupLayout[] groups, string name)
    {
        var needed = Math.Max(StateBox.MinLaneWidth, groups.Max(g => g.Width) + (2 * StateBox.LanePadding)) + (2 * StateBox.LaneGap);
        var width = Math.Max(StateBox.MinContainerWidth(name), needed);
        List<GraphRectangle> lanes = [];
        var y = StateBox.HeaderHeight(name, width);
        foreach (var group in groups)
        {
            lanes.Add(new GraphRectangle(StateBox.LaneGap, y, width - (2 * StateBox.LaneGap), group.Height + StateBox.BranchLine + StateBox.LanePadding));
            y += lanes[^1].Height + StateBox.LaneGap;
        }

        return new Lanes(new(0, 0, width, y), [.. lanes], [.. groups.Zip(lanes, (g, lane) => g.Moved(lane.X + StateBox.LanePadding, lane.Y + StateBox.BranchLine))]);
    }
}
