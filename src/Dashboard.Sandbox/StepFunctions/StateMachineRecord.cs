using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One revision of a state machine; an update puts a new one in its place, and executions keep theirs.</summary>
/// <param name="Settings">LoggingConfiguration, tracingConfiguration and encryptionConfiguration as they were given.</param>
internal sealed record StateMachineRecord(string Name, string Arn, string Type, string RoleArn, StateMachineDefinition Definition, JsonObject Settings, DateTimeOffset CreatedAt)
{
    // One for all revisions.
    private readonly StrongBox<bool> _isDeleted = new();

    /// <summary>What it started goes on, but is not redriven.</summary>
    public bool IsDeleted => _isDeleted.Value;

    /// <summary>Its executions take five minutes at most and leave no history.</summary>
    public bool IsExpress => Type == "EXPRESS";

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>Null until the first update, as on AWS.</summary>
    public string? RevisionId { get; init; }

    /// <summary>It goes as soon as its executions have ended, and starts none.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Whether its creation published a version, and the description of that.</summary>
    public (bool IsPublished, string? Description) Publishing { get; init; }

    public Tags Tags { get; init; } = new();

    public void Delete() => _isDeleted.Value = true;
}
