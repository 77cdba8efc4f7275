using System.Collections.Concurrent;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The task tokens that are out, each with the task that waits for it.</summary>
internal sealed class TaskTokens
{
    private readonly ConcurrentDictionary<string, TaskCallback> _waiting = new(StringComparer.Ordinal);

    public int Count => _waiting.Count;

    public TaskCallback Open(string token, ITaskProgress progress) => _waiting[token] = new TaskCallback(this, token, progress);

    public bool IsWaiting(string token) => _waiting.ContainsKey(token);

    /// <exception cref="AwsErrorException">InvalidToken for what was never a token, TaskTimedOut for one whose task has ended.</exception>
    public TaskCallback Get(string token) => _waiting.GetValueOrDefault(token) ?? throw (Guid.TryParseExact(token, "n", out _)
        ? new AwsErrorException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
        : new AwsErrorException("InvalidToken", "Invalid Token: 'Invalid token'"));

    /// <summary>The same as <see cref="Get"/>; of two answers only the first finds the task.</summary>
    public TaskCallback Take(string token)
    {
        var callback = Get(token);
        Forget(token);
        return callback;
    }

    public void Forget(string token) => _waiting.TryRemove(token, out _);
}
