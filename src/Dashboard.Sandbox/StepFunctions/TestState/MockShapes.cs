using System.Text.Json;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>Holds JSON against the shapes of a service's model. Members that the model does not know may be there.</summary>
/// <param name="free">Members that may be anything.</param>
/// <param name="isStrict">What a model requires must be there.</param>
/// <param name="hasNumericTimes">Times may be numbers, and not text only.</param>
internal sealed class MockShapes(JsonElement shapes, string[] free, bool isStrict, bool hasNumericTimes)
{
    /// <summary>The first thing that is wrong, in AWS's words.</summary>
    /// <param name="shape">The name of a shape, or a plain kind such as <c>string</c>.</param>
    public string? Problem(string shape, string field, JsonElement value)
    {
        var isNamed = shapes.TryGetProperty(shape, out var model);
        var kind = isNamed ? model.GetProperty("type").GetString() : shape;
        return (kind, value.ValueKind) switch
        {
            ("structure", JsonValueKind.Object) => Structure(model, value),
            ("map", JsonValueKind.Object) => First(value.EnumerateObject().Select(m => Problem(Items(model), m.Name, m.Value))),
            ("list", JsonValueKind.Array) => Length(model, field, value.GetArrayLength()) ?? First(value.EnumerateArray().Select(i => Problem(Items(model), field, i))),
            ("structure" or "map", _) => Wrong($"Field '{field}' must be an object"),
            ("list", _) => Wrong($"Field '{field}' must be an array"),
            ("number", JsonValueKind.Number) => isNamed ? Size(model, field, value.GetDouble()) : null,
            ("number", _) => Wrong($"Field '{field}' must be a number"),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
            ("boolean", _) => Wrong($"Field '{field}' must be a boolean"),
            (_, JsonValueKind.String) => isNamed ? Text(model, field, value.GetString()!) : null,
            // Step Functions shows its own times as text and those of ECS as numbers.
            ("timestamp", JsonValueKind.Number) when hasNumericTimes => null,
            _ => Wrong($"Field '{field}' must be a string"),
        };
    }

    private string? Structure(JsonElement model, JsonElement value)
    {
        var missing = isStrict ? model.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).FirstOrDefault(r => !value.TryGetProperty(r, out _)) : null;
        var members = model.GetProperty("members");
        return missing is not null
            ? Wrong($"Required field '{missing}' is missing")
            : First(value.EnumerateObject().Select(m => !free.Contains(m.Name) && members.TryGetProperty(m.Name, out var shape) ? Problem(shape.GetString()!, m.Name, m.Value) : null));
    }

    private static string? Text(JsonElement model, string field, string value) =>
        model.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => w.GetString() == value)
            ? Wrong($"Field '{field}' is not an expected value")
            : Length(model, field, value.Length);

    private static string? Length(JsonElement model, string field, int length) =>
        length < Limit(model, "min") ? Wrong($"Field '{field}' is smaller than the minimum length")
        : length > Limit(model, "max") ? Wrong($"Field '{field}' exceeds the maximum length")
        : null;

    private static string? Size(JsonElement model, string field, double value) =>
        value < Limit(model, "min") ? Wrong($"Field '{field}' is less than the minimum value")
        : value > Limit(model, "max") ? Wrong($"Field '{field}' exceeds the maximum value")
        : null;

    private static double? Limit(JsonElement model, string name) => model.TryGetProperty(name, out var limit) ? limit.GetDouble() : null;

    private static string Items(JsonElement model) => model.GetProperty("items").GetString()!;

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(p => p is not null);

    private static string Wrong(string problem) => $"Mock result schema validation error: {problem}";
}
