using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How a state is left: with what, and to where. No name ends the strand.</summary>
internal sealed record Transition(JsonNode? Output, string? Next);
