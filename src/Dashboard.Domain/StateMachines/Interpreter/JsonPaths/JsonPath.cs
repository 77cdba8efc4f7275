using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>A JSONPath as AWS evaluates it (Jayway's dialect): a definite path gives one value or none, any other an array.</summary>
internal sealed class JsonPath
{
    private const int MostCached = 10_000;
    private static readonly ConcurrentDictionary<string, JsonPath> Cache = new(StringComparer.Ordinal);

    private readonly Func<JsonNode?, JsonNode?>? _function;

    private JsonPath(string text, ImmutableArray<JsonPathStep> steps, Func<JsonNode?, JsonNode?>? function) => (Text, Steps, _function) = (text, steps, function);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    public ImmutableArray<JsonPathStep> Steps { get; }

    /// <summary>It leads to one place at most.</summary>
    public bool IsDefinite => Steps.All(s => s.IsDefinite);

    /// <summary>It names a place, which can be written to.</summary>
    public bool IsReference => IsDefinite && _function is null;

    /// <summary>Reads a path that starts with <c>$</c>.</summary>
    /// <exception cref="FormatException">It is not a path; the message says why.</exception>
    public static JsonPath Parse(string text)
    {
        if (Cache.TryGetValue(text, out var known))
        {
            return known;
        }

        if (Cache.Count >= MostCached)
        {
            Cache.Clear();
        }

        var dot = text.EndsWith("()", StringComparison.Ordinal) ? text.LastIndexOf('.') : -1;
        var function = dot > 0 ? PathFunction.Find(text[(dot + 1)..]) : null;
        return Cache[text] = new JsonPath(text, JsonPathParser.Parse(function is null ? text : text[..dot]), function);
    }

    /// <summary>Gives the value that the path leads to, or the reason in Jayway's words why there is none.</summary>
    public bool TrySelect(JsonNode? root, out JsonNode? value, out string? reason)
    {
        var found = TryFollow(root, out value, out reason);
        value = found && _function is not null ? _function(value) : value;
        return found;
    }

    private bool TryFollow(JsonNode? root, out JsonNode? value, out string? reason)
    {
        (value, reason) = (null, null);
        var definite = 0;
        var current = root;
        foreach (var step in Steps)
        {
            if (!step.IsDefinite)
            {
                break;
            }

            if (!step.TryStep(current, out var next))
            {
                value = IsDefinite ? null : new JsonArray();
                reason = IsDefinite ? PathReason.Of(Steps, definite, current) : null;
                return !IsDefinite;
            }

            current = next;
            definite++;
        }

        value = definite == Steps.Length
            ? current
            : new JsonArray([.. Steps.Skip(definite).Aggregate(Enumerable.Repeat(current, 1), (nodes, step) => nodes.SelectMany(step.Select)).Select(n => n?.DeepClone())]);
        return true;
    }

    /// <summary>The path names one element of an array that has fewer.</summary>
    public bool IsPastEnd(JsonNode? root)
    {
        var at = root;
        return IsDefinite && Steps is [.. var before, IndexStep] && before.All(step => step.TryStep(at, out at)) && at is JsonArray;
    }
}
