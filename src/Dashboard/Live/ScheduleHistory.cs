using System.Collections.Immutable;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Store.Schedules;

namespace Dashboard.Live;

/// <summary>Writes down every version of the schedules that the board shows, so that a change made outside of the dashboard is known too.</summary>
public sealed class ScheduleHistory(MachineFeed feed, ScheduleVersions versions, ILogger<ScheduleHistory> logger)
{
    /// <summary>Watches until it is cancelled. To be run once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var noted = new Dictionary<string, ScheduleDetail?>(StringComparer.Ordinal);
        foreach (var arn in await versions.KnownAsync(cancellationToken))
        {
            noted[arn] = null;
        }

        ImmutableArray<ScheduleView> last = default;
        await foreach (var board in feed.WatchAsync(cancellationToken))
        {
            if (board.Schedules == last)
            {
                continue;
            }

            // What has gone is known only once the whole list was read.
            var gone = board.SchedulesAsOf is null ? [] : noted.Keys.Except(board.Schedules.Select(s => s.Detail.Arn), StringComparer.Ordinal).ToList();
            var news = board.Schedules.Where(s => !noted.TryGetValue(s.Detail.Arn, out var known) || known != s.Detail).ToList();
            try
            {
                var documents = news.ToDictionary(s => s.Detail.Arn, s => (ScheduleDocument?)s.Detail.Document, StringComparer.Ordinal);
                gone.ForEach(arn => documents[arn] = null);
                await versions.NoteAsync(documents, null, cancellationToken);
                news.ForEach(s => noted[s.Detail.Arn] = s.Detail);
                gone.ForEach(arn => noted.Remove(arn));
                last = board.Schedules;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogError(e, "Versions of schedules could not be written down; it is tried again with the next news");
            }
        }
    }
}
