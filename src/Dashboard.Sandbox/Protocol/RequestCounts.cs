using System.Collections.Concurrent;

namespace Dashboard.Sandbox.Protocol;

/// <summary>How often each operation was called since the start or the last reset.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <param name="operation">Service and operation, such as <c>AWSStepFunctions.ListExecutions</c>.</param>
    public void Add(string operation) => _counts.AddOrUpdate(operation, 1, (_, n) => n + 1);

    public void Clear() => _counts.Clear();

    public SortedDictionary<string, int> All() => new(_counts, StringComparer.Ordinal);
}
