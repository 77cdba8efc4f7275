using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Live;

/// <summary>Keeps all schedules as AWS has them. A list says when each was changed, so only those that were are read again.</summary>
public sealed class ScheduleReader
{
    // GetSchedule takes tens of milliseconds: so many at once use up its budget of 125 a second, and never exceed it.
    private const int AtOnce = 16;

    // Half of the budget of ListSchedules, five pages a second, goes to the list; the other half is left to people.
    private const int PageSize = 100;
    private static readonly TimeSpan PerPage = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly SchedulerGateway _gateway;
    private (ImmutableDictionary<string, ScheduleView> Of, ImmutableArray<ScheduleView> All)? _sorted;
    private ImmutableDictionary<string, ScheduleView> _known = ImmutableDictionary.Create<string, ScheduleView>(StringComparer.Ordinal);

    public ScheduleReader(SchedulerGateway gateway)
    {
        _gateway = gateway;

        // Also what is read or deleted elsewhere, such as by a change.
        gateway.Read += Learn;
        gateway.Deleted += Forget;
    }

    /// <summary>By group and name; the same array until something changes.</summary>
    public ImmutableArray<ScheduleView> Known
    {
        get
        {
            var known = _known;
            if (_sorted is not { } sorted || sorted.Of != known)
            {
                _sorted = sorted = (known, [.. known.Values.OrderBy(s => s.Detail.Group, StringComparer.Ordinal).ThenBy(s => s.Detail.Name, StringComparer.Ordinal)]);
            }

            return sorted.All;
        }
    }

    /// <summary>How long to wait from one look to the next: the longer the list is, the longer.</summary>
    public TimeSpan BetweenReads => new[] { Shortest, PerPage * Math.Ceiling(_known.Count / (double)PageSize) }.Max();

    /// <summary>Reads what is new. What is known grows while it reads.</summary>
    /// <exception cref="AwsRequestException">AWS did not give the list.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        // What is made while the list is on its way is not in it, and is not gone.
        var before = _known;
        var listed = await _gateway.ListSchedulesAsync(cancellationToken);
        var gone = before.Keys.Except(listed.Select(s => s.Arn), StringComparer.Ordinal).ToList();
        ImmutableInterlocked.Update(ref _known, known => known.RemoveRange(gone));
        var changed = listed.Where(s => !_known.TryGetValue(s.Arn, out var known) || known.Detail.LastModifiedAt != s.LastModifiedAt || known.Detail.Enabled != s.Enabled).ToList();
        await Parallel.ForEachAsync(changed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (schedule, cancel) =>
        {
            try
            {
                await _gateway.GetAsync(schedule.Group, schedule.Name, cancel);
            }
            catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
            {
                // Deleted between the list and this call; the next list does not have it.
            }
        });
    }

    // An answer that was on its way while a newer one came does not take its place.
    private void Learn(ScheduleDetail detail) => ImmutableInterlocked.Update(ref _known, known =>
        known.TryGetValue(detail.Arn, out var newer) && detail.LastModifiedAt < newer.Detail.LastModifiedAt ? known : known.SetItem(detail.Arn, ScheduleView.Create(detail)));

    private void Forget(string group, string name) => ImmutableInterlocked.Update(ref _known, known =>
        known.RemoveRange(known.Where(s => s.Value.Detail.Name == name && s.Value.Detail.Group == group).Select(s => s.Key)));
}
