namespace Dashboard.Hosting.Access;

/// <summary>How many pages each person has open on this instance.</summary>
internal sealed class OpenPages
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Counts one more. Returns how many there are now.</summary>
    public int Open(string person)
    {
        lock (_lock)
        {
            return _counts[person] = _counts.GetValueOrDefault(person) + 1;
        }
    }

    public void Close(string person)
    {
        lock (_lock)
        {
            if (--_counts[person] <= 0)
            {
                _counts.Remove(person);
            }
        }
    }
}
