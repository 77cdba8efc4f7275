using Dashboard.Store.Plans;

namespace Dashboard.Actions.Plans;

/// <summary>The newest temporary changes for every page that shows them: one look at the store serves all who look within a few seconds.</summary>
public sealed class PlanBook(PlannedChanges plans, TimeProvider time)
{
    private const int Kept = 1000;

    // Whatever this instance writes makes a new look; others' writing is seen a little later.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private Listed? _last;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<PlannedChange>> ListAsync(CancellationToken cancellationToken = default)
    {
        var written = plans.Written;
        if (_last is not { } last || last.Written != written || time.GetUtcNow() - last.At >= Fresh)
        {
            _last = last = new Listed(written, time.GetUtcNow(), await plans.NewestAsync(Kept, cancellationToken));
        }

        return last.Plans;
    }

    private sealed record Listed(long Written, DateTimeOffset At, IReadOnlyList<PlannedChange> Plans);
}
