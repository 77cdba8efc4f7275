using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>One state run alone, as TestState runs it, on a clock of its own: no wait takes time. It watches what the interpreter makes of the data.</summary>
public sealed class StateTrial
{
    // TestState gives up after five minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Dictionary<StateStage, JsonNode?> _stages = [];
    private readonly TaskCompletionSource _retriable = new();
    private (int Index, TimeSpan? Delay)? _retry;
    private int? _catchIndex;
    private StatesErrorException? _failure;
    private string? _next;
    private JsonObject _variables = [];

    public required State State { get; init; }

    public required ExecutionIdentity Identity { get; init; }

    /// <summary>JSON text.</summary>
    public required string Input { get; init; }

    /// <summary>Answers for a Task, and for what is in a Map or Parallel, which are not run alone without it.</summary>
    public StateMock? Mock { get; init; }

    /// <summary>Do the work of a Task that has no mock, in their own time.</summary>
    public ITaskService? Services { get; init; }

    /// <summary>What the state finds in its variables.</summary>
    public JsonObject Variables { get; init; } = [];

    /// <summary>The context object, word for word; null for the one of the identity.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>How often the retrier that takes the error has retried already.</summary>
    public int RetryCount { get; init; }

    /// <summary>How many iterations of a Map failed.</summary>
    public int FailedIterations { get; init; }

    /// <summary>What a Map's ItemReader finds, as it stands at its source.</summary>
    public string? ItemReaderData { get; init; }

    /// <summary>Runs the state once. Where no service does the work, it has run when the call comes back.</summary>
    public async Task<StateTrialOutcome> RunAsync(CancellationToken cancellationToken)
    {
        _variables = Variables;
        var time = new SimulatedTime(Identity.StartTime);
        var alone = new StateMachineDefinition(new StateGroup(State.Name, [State]), "", null, State.QueryLanguage, null);
        var execution = new StateMachineExecution(alone, Identity, Input, Mock ?? Services ?? new StateMock(null, StatesError.Runtime, "Nothing does the task's work."), time, _ => { }) { Trial = this };
        execution.Start();
        if (State.Type == StateType.Wait)
        {
            time.AdvanceTo(Identity.StartTime + Longest);
        }
        else
        {
            Task over = Task.WhenAny(execution.Completion, _retriable.Task).WaitAsync(Longest, cancellationToken);
            await over.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var end = execution.End;
        execution.Stop(null, null);
        return Outcome(end);
    }

    /// <summary>The state's one visit.</summary>
    internal async Task<JsonNode?> VisitAsync(Strand strand, JsonNode? input)
    {
        foreach (var (name, value) in Variables)
        {
            strand.Variables.Set(name, value);
        }

        var transition = await StateRunner.VisitAsync(strand, State, input);
        _next = transition.Next;
        _variables = new JsonObject(strand.Progress.Variables.Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));
        return transition.Output;
    }

    internal void Note(StateStage stage, JsonNode? data) => _stages[stage] = data;

    internal void NoteFailure(StatesErrorException failure, (int Index, TimeSpan? Delay)? retry)
    {
        (_failure, _retry) = (failure, _retry ?? retry);
        if (retry?.Delay is not null)
        {
            _retriable.TrySetResult();
        }
    }

    internal void NoteCatch(int index) => _catchIndex = index;

    private StateTrialOutcome Outcome(ExecutionEnd? end)
    {
        var outcome = new StateTrialOutcome(StateTrialStatus.Failed, _variables, _stages) { RetryIndex = _retry?.Index, Backoff = _retry?.Delay, CatchIndex = _catchIndex };
        return (_retry?.Delay, end) switch
        {
            ({ }, _) => outcome with { Status = StateTrialStatus.Retriable, Error = _failure!.Error, Cause = _failure.Cause },
            (_, null) => outcome with { Error = StatesError.Timeout },
            (_, { Status: Executions.ExecutionStatus.Succeeded }) when _catchIndex is null => outcome with { Status = StateTrialStatus.Succeeded, Output = end.Output, NextState = _next },
            (_, { Status: Executions.ExecutionStatus.Succeeded }) => outcome with { Status = StateTrialStatus.CaughtError, Output = end.Output, NextState = _next, Error = _failure!.Error, Cause = _failure.Cause },
            _ => outcome with { Error = end.Error, Cause = end.Cause },
        };
    }
}
