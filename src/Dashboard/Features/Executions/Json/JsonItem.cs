using System.Text.Json;

namespace Dashboard.Features.Executions.Json;

/// <summary>One row of a JSON tree: a member, an element or the whole.</summary>
/// <param name="Parent">Where the row that holds it stands in the tree; -1 for the whole.</param>
/// <param name="Name">A member's name; null for elements of arrays and the whole.</param>
/// <param name="Index">An element's place in its array; -1 for others.</param>
/// <param name="Value">As it was written; where it was a text that holds JSON, that JSON.</param>
/// <param name="Packed">The text that <paramref name="Value"/> was written in; null where it stood there as JSON.</param>
/// <param name="Members">How many members or elements it has.</param>
public sealed record JsonItem(int Parent, int Depth, string? Name, int Index, JsonElement Value, JsonElement? Packed, int Members)
{
    /// <summary>Where the next row stands that is not inside this one.</summary>
    public int End { get; internal set; }

    public bool IsGroup => Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>What is copied as its value: texts without their quotation marks, all else as it was written.</summary>
    public string Copy => (Packed ?? Value) is { ValueKind: JsonValueKind.String } text ? JsonTree.Text(text) : Value.GetRawText();

    /// <summary>A value that holds no others, as it was written.</summary>
    public string Raw => Value.GetRawText();
}
