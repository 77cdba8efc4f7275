using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>A task that waits for somebody to send its token back.</summary>
internal sealed class TaskCallback(TaskTokens tokens, string token, ITaskProgress progress) : IDisposable
{
    private readonly TaskCompletionSource<string> _answer = new();

    /// <summary>The output of SendTaskSuccess, or the error of SendTaskFailure.</summary>
    public Task<string> Answer => _answer.Task;

    public string Token { get; } = token;

    public ITaskProgress Progress { get; } = progress;

    public void Succeed(string output) => _answer.TrySetResult(output);

    public void Fail(string? error, string? cause) => _answer.TrySetException(new StatesErrorException(error, cause));

    /// <summary>Nobody waits any longer: the token is worth nothing from here on.</summary>
    public void Dispose() => tokens.Forget(Token);
}
