using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>One call of a service: it ends with the service's answer, its failure, a timeout or with the strand.</summary>
internal sealed class TaskAttemptRun : ITaskProgress, IDisposable
{
    private readonly Strand _strand;
    private readonly TaskResource _resource;
    private readonly CancellationTokenSource _cancel;
    private readonly TaskCompletionSource _interrupted = new();
    private readonly ITimer? _timeoutTimer;
    private readonly ITimer? _heartbeatTimer;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _heartbeat;
    private bool _over;

    public TaskAttemptRun(Strand strand, TaskResource resource, long? timeout, long? heartbeat)
    {
        (_strand, _resource) = (strand, resource);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(strand.Cancellation);
        (_timeout, _heartbeat) = (Span(timeout), Span(heartbeat));
        _timeoutTimer = Timer(_timeout, TaskFailureKind.TimedOut);
        _heartbeatTimer = Timer(_heartbeat, TaskFailureKind.HeartbeatTimedOut);
    }

    public void Started(string? workerName = null) => OnTurn(() =>
    {
        _strand.Write(_resource.Event("Started") with { WorkerName = workerName });
        _timeoutTimer?.Change(_timeout, Timeout.InfiniteTimeSpan);
        _heartbeatTimer?.Change(_heartbeat, Timeout.InfiniteTimeSpan);
    });

    public void Submitted(string output) => OnTurn(() => _strand.Write(_resource.Event("Submitted") with { Output = output }));

    public void Heartbeat() => OnTurn(() => _heartbeatTimer?.Change(_heartbeat, Timeout.InfiniteTimeSpan));

    /// <summary>Makes the call and writes how it ended.</summary>
    /// <exception cref="StatesErrorException">It failed.</exception>
    public async Task<JsonNode?> RunAsync(TaskCall call)
    {
        var answer = AnswerAsync(call);
        await Task.WhenAny(answer, _interrupted.Task).WaitAsync(_strand.Cancellation);
        _over = true;
        if (!answer.IsCompleted)
        {
            _cancel.Cancel();
            throw Failed((StatesErrorException)_interrupted.Task.Exception!.InnerException!);
        }

        await ExecutionTurn.Settled(answer);
        if (!answer.IsCompletedSuccessfully)
        {
            // A service that fails in another way than it promised still ends the task, not the program.
            throw Failed(answer.Exception?.InnerException as StatesErrorException
                ?? new StatesErrorException(StatesError.TaskFailed, answer.Exception?.InnerException?.Message ?? "The task was cancelled."));
        }

        return Succeeded(await answer, call);
    }

    public void Dispose()
    {
        _over = true;
        _timeoutTimer?.Dispose();
        _heartbeatTimer?.Dispose();
        _cancel.Cancel();
        _cancel.Dispose();
    }

    private async Task<string> AnswerAsync(TaskCall call) => await _strand.Execution.Tasks.CallAsync(call, this, _cancel.Token);

    private JsonNode? Succeeded(string output, TaskCall call)
    {
        if (Encoding.UTF8.GetByteCount(output) > StateRunner.PayloadLimit)
        {
            throw Failed(new StatesErrorException(StatesError.DataLimitExceeded, $"The state/task '{call.Resource}' returned a result with a size exceeding the maximum number of bytes service limit."));
        }

        try
        {
            var result = Json.Parse(output);
            _strand.Write(_resource.Event("Succeeded") with { Output = output });
            return result;
        }
        catch (JsonException e)
        {
            throw Failed(new StatesErrorException(StatesError.Runtime, $"The task's answer is not JSON: {e.Message}"));
        }
    }

    private StatesErrorException Failed(StatesErrorException failure)
    {
        _strand.Write(_resource.Failed(failure));
        return failure;
    }

    // Services may tell from any thread, and after the task is over.
    private void OnTurn(Action work)
    {
        if (SynchronizationContext.Current is ExecutionTurn turn && turn == _strand.Execution.Turn)
        {
            Unless();
        }
        else
        {
            _strand.Execution.Turn.Post(Unless);
        }

        void Unless()
        {
            if (_over || _strand.Cancellation.IsCancellationRequested)
            {
                return;
            }

            try
            {
                work();
            }
            catch (StatesErrorException e)
            {
                _interrupted.TrySetException(e);
            }
        }
    }

    private ITimer? Timer(TimeSpan due, TaskFailureKind kind) => due == Timeout.InfiniteTimeSpan
        ? null
        : _strand.Execution.Time.CreateTimer(_ => OnTurn(() => throw new StatesErrorException(StatesError.Timeout, null, kind)), null, due, Timeout.InfiniteTimeSpan);

    // Timers of .NET take 49 days; a task that waits longer than 48 is let wait for ever.
    private static TimeSpan Span(long? seconds) => seconds is { } s and < 48 * 86_400 ? TimeSpan.FromSeconds(s) : Timeout.InfiniteTimeSpan;
}
