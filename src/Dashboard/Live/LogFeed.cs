using Dashboard.Aws;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>Follows container logs for whoever watches them: one reader per log, however many pages look at it, and none when nobody does.</summary>
public sealed class LogFeed(ContainerLogs logs, LogFeedOptions options, TimeProvider time, ILogger<LogFeed> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Task, string Container), LogWatch> _watches = [];
    private bool _disposed;

    /// <summary>Watches a container's log until the subscription is disposed of. The newest lines come first.</summary>
    /// <param name="endedAt">When the container ended; null while it may still write.</param>
    public LogSubscription Subscribe(EcsTask task, string container, DateTimeOffset? endedAt)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_watches.TryGetValue((task.TaskArn, container), out var watch))
            {
                watch = new LogWatch(task, container);
                _watches.Add((task.TaskArn, container), watch);
            }

            watch.EndedAt = endedAt;
            var subscription = watch.Add(End);

            // What was read to its end is not read again; what could not be read is tried again for whoever comes.
            if (watch.Loop.IsCompleted && watch.Latest is not { Trouble: null })
            {
                watch.Loop = Task.Run(() => FollowAsync(watch, watch.Stopped));
            }

            return subscription;
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<LogWatch> watches;
        lock (_lock)
        {
            _disposed = true;
            watches = [.. _watches.Values];
            _watches.Clear();
        }

        watches.ForEach(w => w.Dispose());
        await Task.WhenAll(watches.Select(w => w.Loop));
        watches.ForEach(w => w.EndAll());
    }

    private void End(LogWatch watch, LogSubscription subscription)
    {
        lock (_lock)
        {
            if (!watch.Remove(subscription) || !_watches.Remove((watch.Task.TaskArn, watch.Container)))
            {
                return;
            }
        }

        watch.Dispose();
    }

    private async Task FollowAsync(LogWatch watch, CancellationToken cancellationToken)
    {
        var pause = options.Interval;
        try
        {
            while (true)
            {
                // Asked before reading: what is written until the end is read after it.
                var over = watch.EndedAt is { } ended && time.GetUtcNow() >= ended + options.Grace;
                var last = watch.Latest ?? LogNews.Nothing;
                LogNews news;
                try
                {
                    news = await logs.ReadOnAsync(watch.Task, watch.Container, last, cancellationToken) with { Trouble = null, IsOver = over };
                    pause = options.Interval;
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    pause = last.Trouble is null ? options.Interval : Shorter(pause * 2, options.LongestPause);
                    news = last with { Trouble = Trouble(e, last.Trouble?.Since, over, pause), IsOver = over };
                }

                var isLast = news.Trouble is null ? over || news.Place is { Stream: null } : news.Trouble.NextTry is null;
                if (news != watch.Latest)
                {
                    watch.Tell(news);
                }

                if (isLast)
                {
                    return;
                }

                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private FeedTrouble Trouble(Exception e, DateTimeOffset? since, bool over, TimeSpan pause)
    {
        var now = time.GetUtcNow();
        if (e is not AwsRequestException aws)
        {
            logger.LogError(e, "A container's log could not be read.");
            return new FeedTrouble(AwsFailure.Unknown, null, null, e.Message, since ?? now, now + pause);
        }

        // A log that is not there is not there later either, once the container has ended; what AWS is too busy for may come.
        var hopeless = aws.Kind is AwsFailure.Refused or AwsFailure.Denied || (over && aws.Kind == AwsFailure.NotFound);
        return new FeedTrouble(aws.Kind, aws.Operation, aws.Code, aws.Message, since ?? now, hopeless ? null : now + pause);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
