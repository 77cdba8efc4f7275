using System.Collections.Concurrent;
using Dashboard.Sandbox.Faults;

namespace Dashboard.Sandbox.Protocol;

/// <summary>How often each operation was called since the start or the last reset, and how often it went wrong on purpose.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, RequestCount> _counts = new(StringComparer.Ordinal);

    /// <param name="operation">Service and operation, such as <c>AWSStepFunctions.ListExecutions</c>.</param>
    public void Add(string operation, CallFault fault)
    {
        var throttled = fault == CallFault.Throttled ? 1 : 0;
        var faulted = fault is CallFault.None or CallFault.Throttled ? 0 : 1;
        _counts.AddOrUpdate(
            operation,
            new RequestCount(1, throttled, faulted),
            (_, n) => new RequestCount(n.Calls + 1, n.Throttled + throttled, n.Faulted + faulted));
    }

    public void Clear() => _counts.Clear();

    public SortedDictionary<string, RequestCount> All() => new(_counts, StringComparer.Ordinal);
}
