using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>What the paths of a state are evaluated against: <c>$</c> is the data, <c>$$</c> the context object, <c>$name</c> a variable.</summary>
/// <param name="Item">The Map item that an ItemSelector looks at; else that of the strand.</param>
internal sealed record Evaluation(JsonNode? Data, Strand Strand, MapItem? Item = null)
{
    /// <summary>Follows a path; where there is nothing, says why in the words of AWS's JSONPath library.</summary>
    /// <exception cref="FormatException">It is not a path.</exception>
    public bool TrySelect(string path, out JsonNode? value, out string? reason)
    {
        if (TryRoot(path, out var rest, out var root))
        {
            return rest.TrySelect(root, out value, out reason);
        }

        (value, reason) = (null, $"No results for path: {path}");
        return false;
    }

    /// <summary>Follows a path as payload templates do: past the end of an array they read null.</summary>
    /// <exception cref="FormatException">It is not a path.</exception>
    public bool TryFill(string path, out JsonNode? value, out string? reason) =>
        TrySelect(path, out value, out reason) || (TryRoot(path, out var rest, out var root) && rest.IsPastEnd(root));

    private bool TryRoot(string path, out JsonPath rest, out JsonNode? root)
    {
        if (path.StartsWith("$$", StringComparison.Ordinal))
        {
            (rest, root) = (JsonPath.Parse(path[1..]), ContextObject.Of(Strand, Item ?? Strand.Item));
            return true;
        }

        if (path.Length > 1 && path[1] is not ('.' or '['))
        {
            var end = path.AsSpan(1).IndexOfAny('.', '[') is var at and >= 0 ? at + 1 : path.Length;
            rest = JsonPath.Parse("$" + path[end..]);
            return Strand.Variables.TryGet(path[1..end], out root);
        }

        (rest, root) = (JsonPath.Parse(path), Data);
        return true;
    }
}
