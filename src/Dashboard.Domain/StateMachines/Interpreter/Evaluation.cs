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
        if (path.StartsWith("$$", StringComparison.Ordinal))
        {
            return JsonPath.Parse(path[1..]).TrySelect(ContextObject.Of(Strand, Item ?? Strand.Item), out value, out reason);
        }

        if (path.Length > 1 && path[1] is not ('.' or '['))
        {
            var end = path.AsSpan(1).IndexOfAny('.', '[') is var at and >= 0 ? at + 1 : path.Length;
            if (!Strand.Variables.TryGet(path[1..end], out var variable))
            {
                (value, reason) = (null, $"No results for path: {path}");
                return false;
            }

            return JsonPath.Parse("$" + path[end..]).TrySelect(variable, out value, out reason);
        }

        return JsonPath.Parse(path).TrySelect(Data, out value, out reason);
    }
}
