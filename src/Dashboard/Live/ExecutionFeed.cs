using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Microsoft.Extensions.Logging;

namespace Dashboard.Live;

/// <summary>Follows executions for whoever watches them: one reader per execution, however many pages look at it or at its parents.</summary>
public sealed class ExecutionFeed(ExecutionReader reader, ExecutionFeedOptions options, TimeProvider time, ILogger<ExecutionFeed> logger) : IAsyncDisposable
{
    private const int QuickLooks = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ExecutionWatch> _watches = new(StringComparer.Ordinal);
    private readonly RecentExecutions _recent = new(options.KeptMegabytes);
    private bool _disposed;

    /// <summary>Watches an execution until the subscription is disposed of. An ended one that is known costs no call; while it is watched and can be redriven, it is looked at now and then.</summary>
    public ExecutionSubscription Subscribe(string executionArn) => Subscribe(executionArn, 0);

    /// <summary>Something was done to that execution, such as a redrive or a stop: who watches it sees it soon.</summary>
    public void Hurry(string executionArn)
    {
        lock (_lock)
        {
            _watches.GetValueOrDefault(executionArn)?.Hurry(QuickLooks);
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<ExecutionWatch> watches;
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

    private ExecutionSubscription Subscribe(string executionArn, int depth)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_watches.TryGetValue(executionArn, out var watch))
            {
                watch = new ExecutionWatch(executionArn, depth, _recent.Find(executionArn) is { } kept ? new ExecutionNews(kept, null) : null);
                _watches.Add(executionArn, watch);
            }

            watch.Depth = Math.Min(watch.Depth, depth);
            var subscription = watch.Add(End);
            if (watch.Loop.IsCompleted)
            {
                watch.Loop = Task.Run(() => FollowAsync(watch, watch.Stopped));
            }

            return subscription;
        }
    }

    private void End(ExecutionWatch watch, ExecutionSubscription subscription)
    {
        lock (_lock)
        {
            if (!watch.Remove(subscription) || !_watches.Remove(watch.ExecutionArn))
            {
                return;
            }
        }

        if (watch.Latest?.Picture is { } picture)
        {
            _recent.Keep(picture);
        }

        watch.Dispose();
    }

    private async Task FollowAsync(ExecutionWatch watch, CancellationToken cancellationToken)
    {
        FeedTrouble? trouble = null;
        var pause = options.Interval;
        var picture = watch.Latest?.Picture;
        try
        {
            // What has ended and is known is shown as it is.
            for (var isKnown = picture?.IsFinal == true; ; isKnown = false)
            {
                if (!isKnown)
                {
                    try
                    {
                        picture = await reader.ReadAsync(watch.ExecutionArn, picture, (arn, ct) => ChildAsync(watch, arn, ct), cancellationToken);
                        (trouble, pause) = (null, options.Interval);
                    }
                    catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                    {
                        pause = trouble is null ? options.Interval : Shorter(pause * 2, options.LongestPause);
                        trouble = Trouble(e, watch, trouble?.Since ?? time.GetUtcNow(), time.GetUtcNow() + pause);
                    }

                    watch.Tell(new ExecutionNews(picture, trouble));
                }

                if (trouble is null && picture!.IsFinal)
                {
                    watch.ReleaseChildren();
                    if (!RedriveVerdict.Judge(picture.Snapshot, null, null, time.GetUtcNow()).IsAllowed)
                    {
                        return;
                    }

                    pause = watch.TakeQuickLook() ? options.Interval : options.RedriveInterval;
                }
                else if (trouble is { NextTry: null })
                {
                    watch.ReleaseChildren();
                    return;
                }

                await watch.PauseAsync(pause, time);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private async Task<ExecutionSnapshot?> ChildAsync(ExecutionWatch watch, string childArn, CancellationToken cancellationToken)
    {
        if (watch.Depth >= options.Depth || childArn == watch.ExecutionArn)
        {
            return null;
        }

        var child = watch.Child(childArn, arn => Subscribe(arn, watch.Depth + 1));
        return (await child.FirstAsync(cancellationToken))?.Picture?.Snapshot;
    }

    private FeedTrouble Trouble(Exception e, ExecutionWatch watch, DateTimeOffset since, DateTimeOffset nextTry)
    {
        if (e is not AwsRequestException aws)
        {
            logger.LogError(e, "The execution {Execution} could not be shown.", watch.ExecutionArn);
            return new FeedTrouble(AwsFailure.Unknown, null, null, e.Message, since, nextTry);
        }

        // An execution that AWS does not know does not appear later, and one that it refuses is not accepted later; what was seen once is asked for again.
        var hopeless = aws.Kind is AwsFailure.NotFound or AwsFailure.Refused && watch.Latest?.Picture is null;
        logger.LogWarning("{Operation} for {Execution} failed ({Kind} {Code}): {Message}", aws.Operation, watch.ExecutionArn, aws.Kind, aws.Code, aws.Message);
        return new FeedTrouble(aws.Kind, aws.Operation, aws.Code, aws.Message, since, hopeless ? null : nextTry);
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
