namespace Dashboard.Live;

/// <summary>The pages of logs that somebody lately scrolled up to: asked for once, though many scroll up at the same time.</summary>
internal sealed class RecentPages
{
    private const int Kept = 32;

    private readonly Lock _lock = new();
    private readonly List<((string Group, string Stream, DateTimeOffset At, int Known) Key, Task<LogPiece> Page)> _pages = [];

    /// <summary>The page, from <paramref name="read"/> where it is not here; one that could not be read is asked for again next time.</summary>
    public Task<LogPiece> GetAsync((string Group, string Stream, DateTimeOffset At, int Known) key, Func<CancellationToken, Task<LogPiece>> read)
    {
        lock (_lock)
        {
            _pages.RemoveAll(p => p.Page.IsFaulted || p.Page.IsCanceled);
            var at = _pages.FindIndex(p => p.Key == key);
            var entry = at >= 0 ? _pages[at] : (key, read(CancellationToken.None));
            if (at >= 0)
            {
                _pages.RemoveAt(at);
            }
            else if (_pages.Count == Kept)
            {
                _pages.RemoveAt(0);
            }

            _pages.Add(entry);
            return entry.Item2;
        }
    }
}
