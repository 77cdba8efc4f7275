using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>A state that is being looked at, and where it stands.</summary>
/// <param name="Path">Its location, such as <c>/States/X</c>.</param>
/// <param name="IsExpress">It runs in an express execution.</param>
internal sealed record StateSite(string Type, JsonElement Body, string Path, bool IsJsonata, bool IsExpress, Findings Findings)
{
    /// <summary>It says JSONPath in a machine of JSONata. Which language its fields are of is then not looked at.</summary>
    public bool IsTurnedBack { get; init; }

    public JsonElement? Field(string name) => Body.TryGetProperty(name, out var value) ? value : null;

    public string At(string field) => $"{Path}/{field}";

    /// <summary>A JSONata expression stands here instead of a value.</summary>
    public bool IsExpression(JsonElement value) => IsJsonata && Expressions.IsJsonata(value);
}
