using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>What came of a state that was run alone, and what was seen on the way.</summary>
/// <param name="Variables">Those given and those the state assigned.</param>
/// <param name="Stages">What the data was at each stage that the state went through.</param>
public sealed record StateTrialOutcome(StateTrialStatus Status, JsonObject Variables, IReadOnlyDictionary<StateStage, JsonNode?> Stages)
{
    /// <summary>JSON text; null where there is none.</summary>
    public string? Output { get; init; }

    /// <summary>Null at an end, and where the state failed for good.</summary>
    public string? NextState { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The retrier that takes the error, be it used up or not.</summary>
    public int? RetryIndex { get; init; }

    /// <summary>How long the retry waits; null where it is used up.</summary>
    public TimeSpan? Backoff { get; init; }

    public int? CatchIndex { get; init; }
}
