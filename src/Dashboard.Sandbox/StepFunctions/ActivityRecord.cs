using System.Text.Json.Nodes;
using System.Threading.Channels;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>An activity: a queue of tasks for workers elsewhere.</summary>
internal sealed record ActivityRecord(string Name, string Arn, DateTimeOffset CreatedAt)
{
    /// <summary>EncryptionConfiguration as it was given.</summary>
    public JsonObject Encryption { get; init; } = new() { ["type"] = "AWS_OWNED_KEY" };

    public Tags Tags { get; } = new();

    /// <summary>Scheduled and not yet taken by a worker.</summary>
    public Channel<ActivityTask> Scheduled { get; } = Channel.CreateUnbounded<ActivityTask>();
}
