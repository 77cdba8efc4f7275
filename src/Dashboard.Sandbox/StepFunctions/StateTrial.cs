using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Runs the first visit of one state on a clock of its own, so that no wait takes time. A task answers with the mock.</summary>
internal sealed class StateTrial(string name, StateMockAnswer? mock) : ITaskService
{
    // TestState gives up after five minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private bool _isEntered;
    private bool _isOver;

    public ExecutionEnd? End { get; private set; }

    /// <summary>The state left; null when it did not.</summary>
    public HistoryEvent? Exited { get; private set; }

    public string? NextState { get; private set; }

    /// <summary>What the task was called with.</summary>
    public HistoryEvent? Scheduled { get; private set; }

    public HistoryEvent? Failed { get; private set; }

    /// <summary>A retrier takes the failure; this long it waits.</summary>
    public TimeSpan? Backoff { get; private set; }

    public IReadOnlyDictionary<string, string> Variables { get; private set; } = new Dictionary<string, string>();

    /// <param name="retries">How often the failure was retried already.</param>
    public void Run(StateMachineDefinition machine, ExecutionIdentity identity, string input, int retries)
    {
        var time = new SimulatedTime(identity.StartTime);
        StateMachineExecution? execution = null;
        execution = new StateMachineExecution(machine, identity, input, this, time, e =>
        {
            Record(e);
            if (NextState is not null)
            {
                execution!.Stop(null, null);
            }
        });
        execution.Start();
        if (Failed is null)
        {
            time.AdvanceTo(identity.StartTime + Longest);
        }

        for (; execution.End is null && Failed is not null && retries > 0; retries--)
        {
            time.AdvanceToNext();
        }

        End = execution.End;
        if (End is null && Failed is null)
        {
            End = new ExecutionEnd(ExecutionStatus.Failed, null, "States.Timeout", null, time.GetUtcNow());
        }
        else if (End is null)
        {
            // The clock tells how long the retry waits; what comes of it is another test.
            var before = time.GetUtcNow();
            _isOver = true;
            time.AdvanceToNext();
            Backoff = time.GetUtcNow() - before;
        }

        execution.Stop(null, null);
    }

    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken) => mock switch
    {
        { Error: { } error } => throw new StatesErrorException(error, mock.Cause),
        { Result: { } result } => Task.FromResult(result),
        _ => throw new StatesErrorException("States.Runtime", "The mock has neither a result nor an error."),
    };

    private void Record(HistoryEvent happened)
    {
        if (_isOver)
        {
            return;
        }

        if (happened.Type.EndsWith("StateEntered", StringComparison.Ordinal))
        {
            if (_isEntered)
            {
                NextState ??= happened.Name;
            }

            _isEntered |= happened.Name == name;
        }
        else if (happened.Type.EndsWith("StateExited", StringComparison.Ordinal))
        {
            Variables = Variables.Concat(happened.AssignedVariables ?? new Dictionary<string, string>()).GroupBy(v => v.Key, v => v.Value).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
            Exited = _isEntered ? Exited ?? happened : null;
        }
        else if (happened.Type.EndsWith("Scheduled", StringComparison.Ordinal))
        {
            Scheduled = happened;
        }
        else if (happened.Type is "TaskFailed" or "ActivityFailed" or "LambdaFunctionFailed")
        {
            Failed = happened;
        }
    }
}
