using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>Writes to the place that a path names, as ResultPath does.</summary>
internal static class ReferencePath
{
    /// <summary>A copy of <paramref name="root"/> in which the place holds the value; what lacks on the way is made. An array may grow by one element.</summary>
    /// <exception cref="StatesErrorException">States.ResultPathMatchFailure: the place cannot be in this value.</exception>
    public static JsonNode? Set(JsonNode? root, string path, JsonNode? value)
    {
        var steps = JsonPath.Parse(path).Steps;
        if (steps.IsEmpty)
        {
            return value;
        }

        var copy = root?.DeepClone();
        var at = copy;
        for (var i = 0; i < steps.Length; i++)
        {
            var last = i == steps.Length - 1;
            var next = last ? Json.Own(value) : Existing(at, steps[i]) ?? (steps[i + 1] is IndexStep ? new JsonArray() : new JsonObject());
            if (!TryPut(at, steps[i], next))
            {
                throw new StatesErrorException("States.ResultPathMatchFailure", $"Unable to apply ReferencePath {path} to input {Json.Text(root)}");
            }

            at = next;
        }

        return copy;
    }

    private static JsonNode? Existing(JsonNode? node, JsonPathStep step) => step.TryStep(node, out var value) ? value : null;

    private static bool TryPut(JsonNode? node, JsonPathStep step, JsonNode? value)
    {
        switch (node, step)
        {
            case (JsonObject o, PropertyStep property):
                if (!o.TryGetPropertyValue(property.Name, out var old) || !ReferenceEquals(old, value) || value is null)
                {
                    o[property.Name] = value;
                }

                return true;
            case (JsonArray a, IndexStep { Index: >= 0 } index) when index.Index < a.Count:
                if (!ReferenceEquals(a[index.Index], value) || value is null)
                {
                    a[index.Index] = value;
                }

                return true;
            case (JsonArray a, IndexStep index) when index.Index == a.Count:
                a.Add(value);
                return true;
            default:
                return false;
        }
    }
}
