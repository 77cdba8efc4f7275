using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Dashboard.Aws;

/// <summary>Keeps the dashboard at half of AWS's default quota per API, so that it never takes the calls of the workflows themselves, the console or other tools.</summary>
/// <remarks>A token bucket per API, as AWS has them (Step Functions service quotas, regions other than the largest three; ECS and Logs request throttling).</remarks>
public sealed class CallBudget(TimeProvider time)
{
    private static readonly Quota Other = new(40, 10);

    // Half of bucket and of refill per second.
    private static readonly FrozenDictionary<string, Quota> Quotas = new Dictionary<string, Quota>
    {
        ["ListStateMachines"] = new(50, 2.5),
        ["DescribeStateMachine"] = new(100, 10),
        ["DescribeStateMachineForExecution"] = new(100, 0.5),
        ["ListTagsForResource"] = new(50, 0.5),
        ["ListExecutions"] = new(50, 1),
        ["DescribeExecution"] = new(125, 5),
        ["GetExecutionHistory"] = new(200, 10),
        ["DescribeMapRun"] = new(100, 0.5),
        ["ListMapRuns"] = new(50, 0.5),
        ["StartExecution"] = new(400, 75),
        ["StopExecution"] = new(250, 12.5),
        ["RedriveExecution"] = new(400, 75),
        ["DescribeTasks"] = new(50, 10),
        ["DescribeTaskDefinition"] = new(25, 10),
        ["GetLogEvents"] = new(5, 5),
        ["FilterLogEvents"] = new(2.5, 2.5),
        ["StartLiveTail"] = new(2.5, 2.5),
        ["ListSchedules"] = new(20, 5),
        ["GetSchedule"] = new(125, 125),
        ["UpdateSchedule"] = new(50, 50),
        ["CreateSchedule"] = new(50, 50),
        ["DeleteSchedule"] = new(50, 50),
        ["ListScheduleGroups"] = new(5, 5),
        ["CreateScheduleGroup"] = new(5, 5),
        ["DeleteScheduleGroup"] = new(5, 5),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Waits until a call of that API is within the budget. Calls are let through in the order in which they asked.</summary>
    public async ValueTask TakeAsync(string operation, CancellationToken cancellationToken)
    {
        var wait = _buckets.GetOrAdd(operation, o => new Bucket(Quotas.GetValueOrDefault(o, Other), time)).Take();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private sealed record Quota(double Burst, double PerSecond);

    private sealed class Bucket(Quota quota, TimeProvider time)
    {
        private readonly Lock _lock = new();
        private double _tokens = quota.Burst;
        private long _asOf = time.GetTimestamp();

        /// <summary>Takes one token, possibly from the future, and says how long until it is there.</summary>
        public TimeSpan Take()
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _tokens = Math.Min(quota.Burst, _tokens + (time.GetElapsedTime(_asOf, now).TotalSeconds * quota.PerSecond)) - 1;
                _asOf = now;
                return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / quota.PerSecond);
            }
        }
    }
}
