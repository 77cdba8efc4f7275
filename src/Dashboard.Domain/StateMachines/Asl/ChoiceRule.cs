using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>One rule of a Choice.</summary>
/// <param name="Condition">The condition in short words, for the edge's label.</param>
public sealed record ChoiceRule(string Next, string Condition, JsonElement Body);
