using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Rules;

/// <summary>One answer of a <see cref="TaskMock"/>: a result, or an error where one is named.</summary>
internal sealed record MockAnswer
{
    public JsonNode? Result { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>How long the answer takes.</summary>
    public double Seconds { get; init; }
}
