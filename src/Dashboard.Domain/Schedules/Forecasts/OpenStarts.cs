namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>The starts of one machine that no fire has claimed yet.</summary>
internal sealed class OpenStarts(IEnumerable<ActualStart> byTime)
{
    private readonly ActualStart[] _starts = [.. byTime];
    private readonly HashSet<ActualStart> _given = [];

    public IEnumerable<ActualStart> Left => _starts.Where(s => !_given.Contains(s));

    /// <summary>Gives each fire that has none its start: one that names its schedule, else the first. With fires in the order of their ends, as many as can be get one.</summary>
    public void Give(IEnumerable<DueFire> fires, Func<DueFire, DateTimeOffset> until)
    {
        foreach (var fire in fires.Where(f => f.Start is null))
        {
            var last = until(fire);
            ActualStart? found = null;
            for (var i = FirstFrom(fire.At); i < _starts.Length && _starts[i].At <= last; i++)
            {
                if (!_given.Contains(_starts[i]) && fire.Takes(_starts[i]) && (found is null || (found.ScheduleId is null && _starts[i].ScheduleId is not null)))
                {
                    found = _starts[i];
                }
            }

            if (found is not null)
            {
                fire.Start = found;
                _given.Add(found);
            }
        }
    }

    private int FirstFrom(DateTimeOffset at)
    {
        var (low, high) = (0, _starts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _starts[middle].At < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
