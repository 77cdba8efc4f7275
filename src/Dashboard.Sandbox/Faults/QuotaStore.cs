using System.Collections.Concurrent;

namespace Dashboard.Sandbox.Faults;

/// <summary>Holds callers to AWS's quotas while it is enabled.</summary>
internal sealed class QuotaStore(string region, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private volatile bool _enabled;

    /// <summary>Enabled anew, all buckets are full.</summary>
    public bool Enabled
    {
        get => _enabled;
        set
        {
            _buckets.Clear();
            _enabled = value;
        }
    }

    public bool TryTake(string api) => !_enabled || AwsQuotas.Of(api, region) is not { } quota
        || _buckets.GetOrAdd(quota.Bucket, _ => new TokenBucket(quota.Size, quota.PerSecond, time)).TryTake();
}
