using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>A strand's stay in a state.</summary>
/// <param name="EnteredId">The ...StateEntered event.</param>
/// <param name="FromId">The event that it follows from.</param>
internal sealed record Visit(State State, long EnteredId, long FromId, DateTimeOffset EnteredAt)
{
    /// <summary>False once the state has been left.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>An expression of the last try failed, and the history says so.</summary>
    public bool HasFailedEvaluation { get; set; }

    /// <summary>The state is past its entry, though no other event says so.</summary>
    public bool HasBegun { get; set; }

    /// <summary>The state is run alone, without a history: its faults do not say where they happened.</summary>
    public bool IsAlone { get; init; }

    public int RetryCount { get; set; }

    /// <summary>In the context object while a task waits for it.</summary>
    public string? TaskToken { get; set; }

    /// <summary>What Assign worked out; it counts from the next state on.</summary>
    public Dictionary<string, JsonNode?>? Assigned { get; set; }
}
