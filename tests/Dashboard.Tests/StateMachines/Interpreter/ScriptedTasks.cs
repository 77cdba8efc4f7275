using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>A service whose every answer is told beforehand, by state name; what is not told answers <c>{}</c> at once.</summary>
internal sealed class ScriptedTasks : ITaskService
{
    private readonly Dictionary<string, Queue<Func<TaskCall, ITaskProgress, CancellationToken, Task<string>>>> _answers = [];

    public List<TaskCall> Calls { get; } = [];

    public List<string> Cancelled { get; } = [];

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public ScriptedTasks Answers(string state, string output, double afterSeconds = 0) => Does(state, async (_, progress, cancellation) =>
    {
        progress.Started();
        await WaitAsync(afterSeconds, cancellation);
        return output;
    });

    public ScriptedTasks Fails(string state, string error, string? cause = null, double afterSeconds = 0) => Does(state, async (_, progress, cancellation) =>
    {
        progress.Started();
        await WaitAsync(afterSeconds, cancellation);
        throw new StatesErrorException(error, cause);
    });

    public ScriptedTasks Hangs(string state) => Does(state, async (_, progress, cancellation) =>
    {
        progress.Started();
        await Task.Delay(Timeout.Infinite, cancellation);
        return "";
    });

    public ScriptedTasks Does(string state, Func<TaskCall, ITaskProgress, CancellationToken, Task<string>> answer)
    {
        if (!_answers.TryGetValue(state, out var queue))
        {
            _answers[state] = queue = new();
        }

        queue.Enqueue(answer);
        return this;
    }

    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        cancellationToken.Register(() => Cancelled.Add(call.StateName));
        if (_answers.TryGetValue(call.StateName, out var queue) && queue.TryDequeue(out var answer))
        {
            return answer(call, progress, cancellationToken);
        }

        progress.Started();
        return Task.FromResult("{}");
    }

    private Task WaitAsync(double seconds, CancellationToken cancellationToken) =>
        seconds > 0 ? Task.Delay(TimeSpan.FromSeconds(seconds), Time, cancellationToken) : Task.CompletedTask;
}
