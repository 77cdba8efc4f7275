using System.Globalization;
using System.Text;

namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The drawing of a definition as SVG without script, style or colour: classes say what a thing is, and texts with the classes
/// glyph, badge and branch-text are empty places for what an execution fills in.</summary>
/// <remarks>
/// What a page may hold on to; ids are those of <see cref="NodePath"/>:
/// <list type="bullet">
/// <item><c>svg.state-graph[data-direction=down|right]</c>.</item>
/// <item><c>g.state[data-state=ID][data-type=TYPE]</c>, also <c>.container</c> with lanes and <c>.child</c> where a child machine is open; inside
/// <c>title</c> (the id, then the comment), <c>rect.box</c>, <c>text.glyph</c>, <c>text.name</c>, <c>text.badge</c>.</item>
/// <item><c>g.branch[data-branch=INDEX]</c> in a container, inside <c>rect.lane</c> and <c>text.branch-text</c>.</item>
/// <item><c>g.terminal.start|end[data-terminal=ID]</c> with <c>circle.core</c>.</item>
/// <item><c>path.edge.KIND[data-from=ID][data-to=ID][data-kind=KIND]</c>, KIND being next, choice, default or catch, followed by back where the arrow closes a loop.
/// The nth is the nth of the layout's edges. A path runs from the arrow's head to its tail, so that the dashes of arrows that end as one line lie on each other.</item>
/// <item><c>g.label.KIND[data-from=ID][data-to=ID]</c>, inside <c>rect.label-box</c> and <c>text.edge-label</c>.</item>
/// </list>
/// </remarks>
public static class GraphSvg
{
    private const double Radius = 6;

    /// <summary>Draws a layout. All text is escaped: names are whatever somebody wrote.</summary>
    public static string Render(GraphLayout layout)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" class="state-graph" viewBox="0 0 {N(layout.Width)} {N(layout.Height)}" width="{N(layout.Width)}" height="{N(layout.Height)}" data-direction="{(layout.Direction == GraphDirection.Right ? "right" : "down")}" role="group">""");
        svg.Append("""<defs><marker id="graph-arrow" class="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path d="M0 0.5L8 4L0 7.5z"/></marker><pattern id="graph-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>""");
        foreach (var node in layout.Nodes.Where(n => !n.Lanes.IsEmpty))
        {
            Container(svg, node);
        }

        foreach (var edge in layout.Edges)
        {
            Edge(svg, edge);
        }

        foreach (var node in layout.Nodes.Where(n => n.Lanes.IsEmpty))
        {
            if (node.Type is null)
            {
                Terminal(svg, node);
            }
            else
            {
                Simple(svg, node);
            }
        }

        foreach (var edge in layout.Edges)
        {
            Label(svg, edge);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Simple(StringBuilder svg, GraphNode node)
    {
        Open(svg, node, "state");
        var (box, lines) = (node.Box, StateBox.NameLines(node.Name));
        Rectangle(svg, "box", box);
        Glyph(svg, box);
        Lines(svg, "name", box.X + (box.Width / 2), box.Y + StateBox.FirstLine, StateBox.LineHeight, lines);
        Empty(svg, "badge", box.X + (box.Width / 2), box.Y + StateBox.FirstLine + (lines.Count * StateBox.LineHeight) + 2);
        svg.Append("</g>");
    }

    private static void Container(StringBuilder svg, GraphNode node)
    {
        Open(svg, node, node.IsOpenChild ? "state container child" : "state container");
        var (box, lines) = (node.Box, StateBox.HeaderLines(node.Name, node.Box.Width));
        Rectangle(svg, "box", box);
        Glyph(svg, box);
        Lines(svg, "name", box.X + StateBox.Side, box.Y + StateBox.FirstLine, StateBox.LineHeight, lines);
        Empty(svg, "badge", box.X + box.Width - 10, box.Y + StateBox.FirstLine + ((lines.Count - 1) * StateBox.LineHeight));
        for (var i = 0; i < node.Lanes.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<g class="branch" data-branch="{i}">""");
            Rectangle(svg, "lane", node.Lanes[i]);
            Empty(svg, "branch-text", node.Lanes[i].X + 10, node.Lanes[i].Y + 17);
            svg.Append("</g>");
        }

        svg.Append("</g>");
    }

    private static void Terminal(StringBuilder svg, GraphNode node)
    {
        var radius = node.Box.Width / 2;
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="terminal {(NodePath.IsStart(node.Id) ? "start" : "end")}" data-terminal="{SvgText.Escape(node.Id)}"><circle cx="{N(node.Box.X + radius)}" cy="{N(node.Box.Y + radius)}" r="{N(radius - 1)}"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<circle class="core" cx="{N(node.Box.X + radius)}" cy="{N(node.Box.Y + radius)}" r="{N(radius - 5)}"/></g>""");
    }

    private static void Open(StringBuilder svg, GraphNode node, string kind)
    {
        var name = SvgText.Escape(node.Id);
        var comment = node.State?.Comment;
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="{kind}" data-state="{name}" data-type="{node.Type}" tabindex="0" role="button" aria-label="{name}">""");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{name}{(string.IsNullOrEmpty(comment) ? "" : "\n" + SvgText.Escape(comment))}</title>");
    }

    private static void Edge(StringBuilder svg, GraphEdge edge) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="edge {Kind(edge)}" data-from="{SvgText.Escape(edge.From)}" data-to="{SvgText.Escape(edge.To)}" data-kind="{Kind(edge)}" d="{SvgText.Path([.. edge.Points.Reverse()], Radius)}" fill="none" marker-start="url(#graph-arrow)"/>""");

    private static void Label(StringBuilder svg, GraphEdge edge)
    {
        if (edge is { Label: { } label, LabelBox: { } box })
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<g class="label {Kind(edge)}" data-from="{SvgText.Escape(edge.From)}" data-to="{SvgText.Escape(edge.To)}"><title>{SvgText.Escape(label)}</title>""");
            Rectangle(svg, "label-box", box);
            Lines(svg, "edge-label", box.X + (box.Width / 2), box.Y + 13, StateBox.LabelLineHeight, StateBox.LabelLines(label));
            svg.Append("</g>");
        }
    }

    private static string Kind(GraphEdge edge)
    {
        var kind = edge.Kind switch
        {
            GraphEdgeKind.Choice => "choice",
            GraphEdgeKind.Default => "default",
            GraphEdgeKind.Catch => "catch",
            _ => "next",
        };
        return edge.IsBack ? kind + " back" : kind;
    }

    private static void Glyph(StringBuilder svg, GraphRectangle box) => Empty(svg, "glyph", box.X + 8, box.Y + StateBox.FirstLine);

    private static void Empty(StringBuilder svg, string kind, double x, double y) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="{kind}" x="{N(x)}" y="{N(y)}"></text>""");

    private static void Lines(StringBuilder svg, string kind, double x, double y, double lineHeight, IReadOnlyList<string> lines)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="{kind}" x="{N(x)}" y="{N(y)}">""");
        for (var i = 0; i < lines.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<tspan x="{N(x)}" y="{N(y + (i * lineHeight))}">{SvgText.Escape(lines[i])}</tspan>""");
        }

        svg.Append("</text>");
    }

    private static void Rectangle(StringBuilder svg, string kind, GraphRectangle r) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<rect class="{kind}" x="{N(r.X)}" y="{N(r.Y)}" width="{N(r.Width)}" height="{N(r.Height)}" rx="6"/>""");

    private static string N(double value) => SvgText.Number(value);
}
