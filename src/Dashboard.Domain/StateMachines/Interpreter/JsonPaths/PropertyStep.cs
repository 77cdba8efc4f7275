using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary><c>.name</c> or <c>['name']</c>.</summary>
internal sealed record PropertyStep(string Name) : JsonPathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonNode?> Select(JsonNode? node) => node is JsonObject o && o.TryGetPropertyValue(Name, out var value) ? [value] : [];

    public override string ToString() => $"['{Name}']";
}
