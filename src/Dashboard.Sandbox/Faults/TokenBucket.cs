namespace Dashboard.Sandbox.Faults;

/// <summary>Starts full, loses a token a call and gains some each second, up to its size.</summary>
internal sealed class TokenBucket(double size, double perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _spent;
    private DateTimeOffset _filledAt = time.GetUtcNow();

    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _spent = Math.Max(0, _spent - (Math.Max(0, (now - _filledAt).TotalSeconds) * perSecond));
            _filledAt = now;
            if (_spent > size - 1)
            {
                return false;
            }

            _spent++;
            return true;
        }
    }
}
