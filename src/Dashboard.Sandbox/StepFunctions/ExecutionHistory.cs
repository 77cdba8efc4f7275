using Dashboard.Domain.Executions;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The events of one execution. With the last one they are packed, for few are ever read again.</summary>
internal sealed class ExecutionHistory
{
    private readonly Lock _gate = new();
    private List<HistoryEvent> _open = [];
    private byte[]? _packed;

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    public void Record(HistoryEvent happened)
    {
        lock (_gate)
        {
            if (_packed is not null)
            {
                // It has been redriven.
                (_open, _packed) = (HistoryPack.Unpack(_packed), null);
            }

            _open.Add(happened);
            Count++;
            if (happened.IsEnd)
            {
                (_open, _packed) = ([], HistoryPack.Pack(_open));
            }
        }
    }

    /// <summary>An express execution begins anew.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            (_open, _packed, Count) = ([], null, 0);
        }
    }

    public IReadOnlyList<HistoryEvent> Events()
    {
        lock (_gate)
        {
            return _packed is null ? [.. _open] : HistoryPack.Unpack(_packed);
        }
    }
}
