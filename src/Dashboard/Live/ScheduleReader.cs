using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Live;

/// <summary>Keeps all schedules as AWS has them. A list says when each was changed, so only those that were are read again.</summary>
public sealed class ScheduleReader(SchedulerGateway gateway)
{
    private ImmutableDictionary<string, ScheduleView> _known = ImmutableDictionary.Create<string, ScheduleView>(StringComparer.Ordinal);

    /// <summary>By group and name.</summary>
    public ImmutableArray<ScheduleView> Known => [.. _known.Values.OrderBy(s => s.Detail.Group, StringComparer.Ordinal).ThenBy(s => s.Detail.Name, StringComparer.Ordinal)];

    /// <summary>Reads what is new.</summary>
    /// <exception cref="AwsRequestException">AWS did not give the list.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var listed = await gateway.ListSchedulesAsync(cancellationToken);
        var gone = _known.Keys.Except(listed.Select(s => s.Arn), StringComparer.Ordinal).ToList();
        ImmutableInterlocked.Update(ref _known, known => known.RemoveRange(gone));
        foreach (var schedule in listed.Where(s => !_known.TryGetValue(s.Arn, out var known) || known.Detail.LastModifiedAt != s.LastModifiedAt || known.Detail.Enabled != s.Enabled))
        {
            try
            {
                Learn(await gateway.GetAsync(schedule.Group, schedule.Name, cancellationToken));
            }
            catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
            {
                // Deleted between the list and this call; the next list does not have it.
            }
        }
    }

    /// <summary>Takes what AWS said elsewhere, such as after a change.</summary>
    public void Learn(ScheduleDetail detail) => ImmutableInterlocked.Update(ref _known, known => known.SetItem(detail.Arn, ScheduleView.Create(detail)));
}
