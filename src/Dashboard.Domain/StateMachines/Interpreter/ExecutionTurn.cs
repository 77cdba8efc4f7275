using System.Runtime.CompilerServices;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The one line on which an execution's code runs: whoever posts first drains the queue, so that work runs inline and never twice at once.</summary>
internal sealed class ExecutionTurn : SynchronizationContext
{
    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Work, object? State)> _queue = new();
    private bool _draining;

    public void Post(Action work) => Post(static w => ((Action)w!)(), work);

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _queue.Enqueue((d, state));
            if (_draining)
            {
                return;
            }

            _draining = true;
        }

        Drain();
    }

    /// <summary>Runs code as if no execution were running, so that what waits for its end goes on inline too.</summary>
    public static void OutsideAnyTurn(Action work)
    {
        var before = Current;
        SetSynchronizationContext(null);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Waits for the end of a task, whatever end it is, and comes back to the turn.</summary>
    public static ConfiguredTaskAwaitable Settled(Task task) =>
        task.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private void Drain()
    {
        var before = Current;
        var empty = false;
        SetSynchronizationContext(this);
        try
        {
            while (TryTake(out var next))
            {
                next.Work(next.State);
            }

            empty = true;
        }
        finally
        {
            SetSynchronizationContext(before);
            if (!empty)
            {
                // Something threw: whoever posts next drains the rest.
                lock (_gate)
                {
                    _draining = false;
                }
            }
        }
    }

    private bool TryTake(out (SendOrPostCallback Work, object? State) next)
    {
        lock (_gate)
        {
            return _draining = _queue.TryDequeue(out next);
        }
    }
}
