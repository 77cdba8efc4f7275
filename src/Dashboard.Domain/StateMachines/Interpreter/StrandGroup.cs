using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The branches of one try of a Parallel or the iterations of one of a Map: all end well, or the first failure ends them all.</summary>
internal sealed class StrandGroup(Strand owner) : IDisposable
{
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(owner.Cancellation);
    private readonly TaskCompletionSource _done = new();
    private readonly List<JsonNode?> _outputs = [];
    private int _running;

    /// <summary>Writes the mark of an iteration's good end, from which its Map goes on.</summary>
    public Func<Strand, long>? Succeeded { get; init; }

    /// <summary>Writes the mark of an iteration's failure.</summary>
    public Action<Strand>? Failed { get; init; }

    /// <summary>Tells that a place has become free, after the event given.</summary>
    public Action<long>? Freed { get; set; }

    /// <summary>A strand failed, and with it the state that holds it. A fault that ends the whole execution is not marked.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Starts a strand; its output takes the next place. One that ended well before a redrive is not run again: false.</summary>
    /// <param name="from">The event that its first one follows from.</param>
    public bool Start(MapItem? item, long from, Func<Strand, Task<JsonNode?>> run)
    {
        if (_done.Task.IsCompleted)
        {
            return true;
        }

        var progress = owner.Progress.Inner(_outputs.Count);
        _outputs.Add(progress.IsDone ? progress.Data : null);
        if (progress.IsDone)
        {
            return false;
        }

        _running++;
        _ = GuardAsync(FollowAsync(owner.Open(item, from, progress, _cancel.Token), _outputs.Count - 1, run));
        return true;
    }

    /// <summary>Gives the outputs in the order of the starts; the owner goes on from the last event of the strand that ended last.</summary>
    /// <exception cref="StatesErrorException">A strand failed. The others are stopped, and their open states marked as AWS marks them.</exception>
    public async Task<IReadOnlyList<JsonNode?>> EndAsync()
    {
        if (_running == 0)
        {
            _done.TrySetResult();
        }

        await _done.Task.WaitAsync(owner.Cancellation);
        return _outputs;
    }

    public void Dispose()
    {
        _cancel.Cancel();
        _cancel.Dispose();
        owner.CloseInner();
    }

    // A mark that can no longer be written, for the history is full, fails the group too.
    private async Task GuardAsync(Task follow)
    {
        await ExecutionTurn.Settled(follow);
        if (follow.Exception?.InnerException is { } failure)
        {
            _done.TrySetException(failure);
        }
    }

    private async Task FollowAsync(Strand strand, int place, Func<Strand, Task<JsonNode?>> run)
    {
        // The strands before this one must not run ahead of those still to be started.
        await Task.Yield();
        if (_cancel.IsCancellationRequested)
        {
            return;
        }

        strand.IsRunning = true;
        var task = run(strand);
        await ExecutionTurn.Settled(task);
        if (_done.Task.IsCompleted || task.IsCanceled)
        {
            return;
        }

        owner.ContinueFrom(strand.Previous);
        if (task.Exception?.InnerException is { } failure)
        {
            Fail(strand, failure);
            return;
        }

        strand.IsRunning = false;
        _outputs[place] = await task;
        if (Succeeded is { } mark)
        {
            owner.ContinueFrom(mark(strand));
        }

        _running--;
        Freed?.Invoke(strand.Previous);
        if (_running == 0)
        {
            _done.TrySetResult();
        }
    }

    private void Fail(Strand strand, Exception failure)
    {
        if (!StatesError.EndsExecution(failure))
        {
            HasFailed = true;
            Failed?.Invoke(strand);
            owner.MarkInnerAborted(strand, strand.Previous);
        }

        _cancel.Cancel();
        _done.TrySetException(failure);
    }
}
