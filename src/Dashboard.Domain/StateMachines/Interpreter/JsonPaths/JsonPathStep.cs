using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>One step of a path.</summary>
internal abstract record JsonPathStep
{
    /// <summary>It leads to one place at most.</summary>
    public virtual bool IsDefinite => false;

    public abstract IEnumerable<JsonNode?> Select(JsonNode? node);

    /// <summary>Takes a definite step.</summary>
    public bool TryStep(JsonNode? node, out JsonNode? value)
    {
        foreach (var found in Select(node))
        {
            value = found;
            return true;
        }

        value = null;
        return false;
    }
}
