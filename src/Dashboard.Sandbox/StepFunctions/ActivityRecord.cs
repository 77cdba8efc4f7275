using System.Threading.Channels;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>An activity: a queue of tasks for workers elsewhere.</summary>
internal sealed record ActivityRecord(string Name, string Arn, DateTimeOffset CreatedAt)
{
    public Tags Tags { get; } = new();

    /// <summary>Scheduled and not yet taken by a worker.</summary>
    public Channel<ActivityTask> Scheduled { get; } = Channel.CreateUnbounded<ActivityTask>();
}
