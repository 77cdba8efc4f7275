using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Rules;

/// <summary>The mocks in their order; the first that fits a Task state answers for it.</summary>
internal sealed class TaskMocks(TimeProvider time, ExecutionStore executions)
{
    private ImmutableList<TaskMock> _mocks = [];

    public IReadOnlyList<TaskMock> All => _mocks;

    /// <exception cref="JsonException">A mock has no answer.</exception>
    public void Add(IReadOnlyList<TaskMock> mocks)
    {
        if (mocks.Any(m => m.Answers is not { Count: > 0 }))
        {
            throw new JsonException("A mock needs at least one answer.");
        }

        ImmutableInterlocked.Update(ref _mocks, (all, more) => all.AddRange(more), mocks);
    }

    public void Clear() => _mocks = [];

    public TaskMock? For(TaskCall call) => _mocks.Find(m => m.Fits(call.Execution.StateMachineName.Split('/')[0], call.StateName, call.Resource));

    /// <summary>The next answer for this state of this execution, when it is due.</summary>
    public async Task<string> AnswerAsync(TaskMock mock, TaskCall call, CancellationToken cancellationToken)
    {
        var turn = executions.Find(call.Execution.ExecutionArn)?.NextTurn(call.StateName) ?? 0;
        var answer = mock.Answers[Math.Min(turn, mock.Answers.Count - 1)];
        if (answer.Seconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(answer.Seconds), time, cancellationToken);
        }

        return answer is { Error: null, Cause: null }
            ? answer.Result?.ToJsonString(Wire.Json) ?? "null"
            : throw new StatesErrorException(answer.Error, answer.Cause);
    }
}
