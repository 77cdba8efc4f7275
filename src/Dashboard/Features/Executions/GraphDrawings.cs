using System.Security.Cryptography;
using System.Text;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Features.Executions;

/// <summary>Drawings of definitions, each made once. A page makes the drawing, and then the browser asks for it by its address.</summary>
public sealed class GraphDrawings
{
    private const int Kept = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, GraphDrawing> _byHash = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = [];

    /// <summary>The drawing of a definition.</summary>
    public GraphDrawing Of(StateMachineDefinition definition)
    {
        var hash = Hash(definition.Text);
        if (Find(hash) is { } known)
        {
            return known;
        }

        var layout = GraphLayout.Create(definition);
        var drawing = new GraphDrawing(hash, layout, GraphSvg.Render(layout, definition));
        lock (_lock)
        {
            if (_byHash.TryAdd(hash, drawing))
            {
                _oldestFirst.Enqueue(hash);
                if (_oldestFirst.Count > Kept)
                {
                    _byHash.Remove(_oldestFirst.Dequeue());
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
    private static string Hash(string definition) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(GraphSvg).Module.ModuleVersionId}\n{definition}")))[..32];
}
