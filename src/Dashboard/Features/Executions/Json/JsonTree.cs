using System.Globalization;
using System.Text.Json;

namespace Dashboard.Features.Executions.Json;

/// <summary>A JSON text as rows in the order in which they were written, texts that hold JSON unpacked through every layer.</summary>
public sealed class JsonTree
{
    /// <summary>How many layers of JSON in text are unpacked.</summary>
    public const int DeepestLayer = 16;

    private const int DeepestLevel = 200;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DeepestLevel };

    private readonly List<JsonItem> _items = [];

    private JsonTree()
    {
    }

    public IReadOnlyList<JsonItem> Items => _items;

    /// <summary>How many texts were unpacked.</summary>
    public int Unpacked { get; private set; }

    /// <summary>The tree of a text; null where the text is no JSON, or nested too deep for a tree.</summary>
    /// <param name="unpack">Texts that hold a JSON object or array are shown as that.</param>
    public static JsonTree? Read(string text, bool unpack = true)
    {
        if (Parse(text) is not { } root)
        {
            return null;
        }

        var tree = new JsonTree();
        tree.Add(root, -1, 0, null, -1, 0, unpack);
        return tree;
    }

    /// <summary>A text's characters. Half a surrogate pair is valid JSON but no text: it stays as it was written.</summary>
    public static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText()[1..^1];
        }
    }

    /// <summary>The way from the whole to a row: <c>$.Containers[0].ExitCode</c>; where it leads into a text that was unpacked, a new <c>$</c> begins after an arrow.</summary>
    public string Path(int at)
    {
        var steps = new Stack<string>();
        for (var i = at; i >= 0; i = _items[i].Parent)
        {
            var item = _items[i];
            if (item.Packed is not null && i != at)
            {
                steps.Push(" → $");
            }

            steps.Push(item.Name is { } name ? Step(name) : item.Index >= 0 ? $"[{item.Index.ToString(CultureInfo.InvariantCulture)}]" : "$");
        }

        return string.Concat(steps);
    }

    /// <summary>The rows to show: all but what is inside closed ones.</summary>
    public List<int> Visible(IReadOnlySet<int> closed)
    {
        var rows = new List<int>();
        for (var i = 0; i < _items.Count; i = closed.Contains(i) ? _items[i].End : i + 1)
        {
            rows.Add(i);
        }

        return rows;
    }

    /// <summary>The rows whose name or value holds a text, upper and lower case alike.</summary>
    public List<int> Find(string text) => text.Length == 0 ? [] : [.. Enumerable.Range(0, _items.Count).Where(i => Holds(_items[i], text))];

    private static bool Holds(JsonItem item, string text) =>
        item.Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || (!item.IsGroup && (item.Value.ValueKind == JsonValueKind.String ? Text(item.Value) : item.Raw).Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string Step(string name) => name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(name[0])
        ? $".{name}"
        : $"['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    private void Add(JsonElement value, int parent, int depth, string? name, int index, int layer, bool unpack)
    {
        JsonElement? packed = null;
        if (unpack && layer < DeepestLayer && depth < DeepestLevel && value.ValueKind == JsonValueKind.String && ParseGroup(Text(value)) is { } inner)
        {
            (packed, value, layer) = (value, inner, layer + 1);
            Unpacked++;
        }

        var at = _items.Count;
        var members = value.ValueKind switch { JsonValueKind.Object => value.GetPropertyCount(), JsonValueKind.Array => value.GetArrayLength(), _ => 0 };
        _items.Add(new JsonItem(parent, depth, name, index, value, packed, members));
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                Add(member.Value, at, depth + 1, Name(member), -1, layer, unpack);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var place = 0;
            foreach (var element in value.EnumerateArray())
            {
                Add(element, at, depth + 1, null, place++, layer, unpack);
            }
        }

        _items[at].End = _items.Count;
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static JsonElement? ParseGroup(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..] ? Parse(text) : null;

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options).RootElement;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
