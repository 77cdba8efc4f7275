using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Features.Executions;

/// <summary>Drawings of definitions, each made once. A page makes the drawing, and then the browser asks for it by its address.</summary>
/// <param name="room">Characters of SVG to keep: some hundred large machines, or thousands of usual ones.</param>
public sealed class GraphDrawings(long room = 64_000_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraphDrawing> _byHash = new(StringComparer.Ordinal);
    private readonly Queue<GraphDrawing> _oldestFirst = [];
    private long _kept;

    /// <summary>The drawing of a definition, every child closed.</summary>
    public GraphDrawing Of(StateMachineDefinition definition, GraphDirection direction = GraphDirection.Down) => Of(new ExpandedMachine(definition), direction);

    /// <summary>The drawing of a definition with children open in place: their boxes have ids as <see cref="NodePath"/> makes them.</summary>
    public GraphDrawing Of(ExpandedMachine machine, GraphDirection direction = GraphDirection.Down)
    {
        var hash = Hash(machine, direction);
        if (Find(hash) is { } known)
        {
            return known;
        }

        var layout = GraphLayout.Create(machine, direction);
        var drawing = new GraphDrawing(hash, layout, GraphSvg.Render(layout));
        lock (_lock)
        {
            if (_byHash.TryAdd(hash, drawing))
            {
                _oldestFirst.Enqueue(drawing);
                _kept += drawing.Svg.Length;
                while (_kept > room && _oldestFirst.Count > 1)
                {
                    var oldest = _oldestFirst.Dequeue();
                    _byHash.Remove(oldest.Hash);
                    _kept -= oldest.Svg.Length;
                }
            }
        }

        return drawing;
    }

    /// <summary>The drawing at that address, if it was made here.</summary>
    public GraphDrawing? Find(string hash)
    {
        lock (_lock)
        {
            return _byHash.GetValueOrDefault(hash);
        }
    }

    // Browsers keep a drawing for a year: another way of drawing needs another address.
    private static string Hash(ExpandedMachine machine, GraphDirection direction)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{typeof(GraphSvg).Module.ModuleVersionId}\n{direction}\n");
        Append(text, machine);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    // Lengths before texts and counts before children: two different machines never make one text.
    private static void Append(StringBuilder text, ExpandedMachine machine)
    {
        text.Append(CultureInfo.InvariantCulture, $"{machine.Definition.Text.Length} {machine.Definition.Text} {machine.Children.Count} ");
        foreach (var (state, child) in machine.Children)
        {
            text.Append(CultureInfo.InvariantCulture, $"{state.Length} {state} ");
            Append(text, child);
        }
    }
}
