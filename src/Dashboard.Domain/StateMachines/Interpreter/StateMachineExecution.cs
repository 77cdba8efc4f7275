using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Runs one execution of a state machine and writes the history that AWS would write.</summary>
/// <remarks>All of it runs on one turn: on the thread that starts it or that ends what it waits for, never on two at once. With <see cref="SimulatedTime"/> everything is inline and repeatable.</remarks>
/// <param name="definition">What to run.</param>
/// <param name="identity">Who the execution is.</param>
/// <param name="input">JSON text; the history keeps it as it was written.</param>
/// <param name="tasks">Does the work of Task states.</param>
/// <param name="time">The clock of events, waits and timeouts.</param>
/// <param name="record">Takes each event, in order, on the turn.</param>
/// <param name="mapRuns">Runs the child executions of distributed Maps; without it such a Map fails.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "The source has no timer and no handle; it ends with the execution.")]
public sealed class StateMachineExecution(StateMachineDefinition definition, ExecutionIdentity identity, string input, ITaskService tasks, TimeProvider time, Action<HistoryEvent> record, IMapRunHost? mapRuns = null)
{
    // A year, the longest that an execution of AWS runs.
    private const long LongestSeconds = 31_536_000;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<ExecutionEnd> _completion = new();
    private readonly bool _isRedrive;
    private readonly StrandProgress _progress = new();
    private volatile ExecutionEnd? _end;

    private StateMachineExecution(StateMachineExecution before, ExecutionIdentity identity, StateMachineDefinition definition, string input, ITaskService tasks, TimeProvider time, Action<HistoryEvent> record, IMapRunHost? mapRuns)
        : this(definition, identity, input, tasks, time, record, mapRuns)
    {
        (_isRedrive, _progress) = (true, before._progress);
        // What the run before has still to finish, and this one waits for, comes on the same turn.
        (History, Turn) = (new HistoryWriter(time, record, before.History.Last), before.Turn);
    }

    /// <summary>How it ended; null until then.</summary>
    public ExecutionEnd? End => _end;

    /// <summary>Ends when the execution does; it never fails.</summary>
    public Task<ExecutionEnd> Completion => _completion.Task;

    /// <summary>Set where one state is run alone.</summary>
    internal StateTrial? Trial { get; init; }

    internal ExecutionTurn Turn { get; } = new();

    /// <summary>Who it is; a redrive counts in it.</summary>
    public ExecutionIdentity Identity => identity;

    internal JsonNode? Input { get; set; }

    internal ITaskService Tasks => tasks;

    internal IMapRunHost? MapRuns => mapRuns;

    internal TimeProvider Time => time;

    internal HistoryWriter History { get; } = new(time, record);

    /// <summary>Starts to run. With a clock that stands still it comes back when everything waits or has ended.</summary>
    public void Start() => Turn.Post(() => _ = RunAsync());

    /// <summary>The same execution once more, as RedriveExecution makes it: its history goes on, and only what failed or was stopped runs again, with fresh retries.</summary>
    /// <exception cref="InvalidOperationException">It runs or succeeded.</exception>
    public StateMachineExecution Redriven() => End is { Status: not ExecutionStatus.Succeeded }
        ? new StateMachineExecution(this, identity with { RedriveCount = identity.RedriveCount + 1, RedriveTime = time.GetUtcNow() }, definition, input, tasks, time, record, mapRuns)
        : throw new InvalidOperationException("Only an execution that ended without success is redriven.");

    /// <summary>Ends a running execution as StopExecution does: ABORTED, with an optional error name and cause. One that has ended is left as it is.</summary>
    public void Stop(string? error, string? cause) =>
        Turn.Post(() => Finish(ExecutionStatus.Aborted, HistoryWriter.Event("ExecutionAborted") with { Error = error, Cause = cause }));

    /// <summary>Waits by the execution's clock, however long.</summary>
    internal async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.FromDays(40);
        for (var until = time.GetUtcNow() + delay; until - time.GetUtcNow() is var left && left > TimeSpan.Zero;)
        {
            // Task.Delay drops fractions of a millisecond; a wait must not end before its time.
            await Task.Delay(left < longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : longest, time, cancellationToken);
        }
    }

    private async Task RunAsync()
    {
        var from = Begin();
        _ = LimitAsync();
        var strand = new Strand(this, null, from, null, _progress, _stop.Token);
        var run = RunAsync(strand);
        await ExecutionTurn.Settled(run);
        if (run.IsCompletedSuccessfully)
        {
            Finish(ExecutionStatus.Succeeded, HistoryWriter.Event("ExecutionSucceeded") with { Output = strand.Text(await run) }, strand.Previous);
        }
        else if (run.Exception?.InnerException is { } failure)
        {
            var (error, cause) = failure is StatesErrorException e ? (e.Error, e.Cause) : (StatesError.Runtime, failure.Message);
            Finish(ExecutionStatus.Failed, HistoryWriter.Event("ExecutionFailed") with { Error = error, Cause = cause }, strand.Previous);
        }
    }

    /// <summary>Writes the first event of this run; gives the one that the first state follows from.</summary>
    private long Begin()
    {
        if (_isRedrive)
        {
            return History.Write(HistoryWriter.Event("ExecutionRedriven") with { RedriveCount = identity.RedriveCount }, History.Last);
        }

        History.Write(
            HistoryWriter.Event("ExecutionStarted") with
            {
                Input = input,
                RoleArn = identity.RoleArn,
                StateMachineVersionArn = identity.StateMachineVersionArn,
                StateMachineAliasArn = identity.StateMachineAliasArn,
            },
            0);
        return 0;
    }

    private async Task<JsonNode?> RunAsync(Strand strand)
    {
        try
        {
            Input = Json.Parse(input);
        }
        catch (JsonException e)
        {
            throw new StatesErrorException(StatesError.Runtime, $"The input is not JSON: {e.Message}");
        }

        return await (Trial?.VisitAsync(strand, Input) ?? StateRunner.RunAsync(strand, definition.Root, Input));
    }

    private async Task LimitAsync()
    {
        if (definition.TimeoutSeconds is { } seconds)
        {
            await ExecutionTurn.Settled(DelayAsync(TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds)), _stop.Token));
            Finish(ExecutionStatus.TimedOut, HistoryWriter.Event("ExecutionTimedOut") with { Error = StatesError.Timeout });
        }
    }

    private void Finish(ExecutionStatus status, HistoryEvent last, long previous = 0)
    {
        if (_end is not null)
        {
            return;
        }

        History.Close(last, previous);
        Input = null;
        if (status == ExecutionStatus.Succeeded)
        {
            // It is not redriven.
            _progress.Forget();
        }

        // Of a timeout only the history tells the name.
        _end = new ExecutionEnd(status, last.Output, status == ExecutionStatus.TimedOut ? null : last.Error, last.Cause, time.GetUtcNow());
        try
        {
            _stop.Cancel();
        }
        finally
        {
            ExecutionTurn.OutsideAnyTurn(() => _completion.TrySetResult(_end));
        }
    }
}
