using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Numbers an execution's events, puts the time on them and hands them on; holds the limit of 25,000.</summary>
/// <param name="last">The number of the last event that is there already.</param>
internal sealed class HistoryWriter(TimeProvider time, Action<HistoryEvent> record, long last = 0)
{
    private const long Limit = 25_000;
    private long _last = last;
    private bool _closed;

    /// <summary>The number of the last event; 0 before the first.</summary>
    public long Last => _last;

    /// <summary>An event that is still to be written; id and time come then.</summary>
    public static HistoryEvent Event(string type) => new() { Id = 0, Timestamp = default, Type = type };

    /// <summary>Writes an event that is not the last; its id is given back.</summary>
    /// <exception cref="StatesErrorException">The next event would be the last that a history can hold.</exception>
    public long Write(HistoryEvent what, long previous)
    {
        if (_closed)
        {
            throw new OperationCanceledException("The execution has ended.");
        }

        return _last + 1 < Limit ? Append(what, previous) : throw new StatesErrorException("States.Runtime", $"The execution reached the maximum number of history events ({Limit}).");
    }

    /// <summary>Writes the last event. Whatever still comes is refused by cancellation.</summary>
    public void Close(HistoryEvent what, long previous)
    {
        Append(what, previous);
        _closed = true;
    }

    private long Append(HistoryEvent what, long previous)
    {
        record(what with { Id = ++_last, PreviousId = previous, Timestamp = time.GetUtcNow() });
        return _last;
    }
}
