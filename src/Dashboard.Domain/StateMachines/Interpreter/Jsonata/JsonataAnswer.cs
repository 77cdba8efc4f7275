using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Jsonata;

/// <summary>What became of an expression: a value, or the end of the sentence that says why there is none.</summary>
internal sealed record JsonataAnswer(JsonNode? Value, string? Problem);
