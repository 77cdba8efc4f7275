using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Store.Histories;

namespace Dashboard.Live;

/// <summary>The one home of histories: what is closed comes from the archive, what runs is read on from AWS, and what has closed is kept.</summary>
public sealed class ExecutionHistories(HistoryReader history, HistoryArchive archive, ExecutionFeedOptions options, ILogger<ExecutionHistories> logger)
{
    // Only redriven ones, which are few.
    private readonly ConcurrentDictionary<string, int> _redriven = new(StringComparer.Ordinal);

    /// <summary>What a list of AWS's said of an execution: if it has been redriven since it was kept, what is kept is old.</summary>
    public void Hear(ExecutionSummary execution)
    {
        if (execution.RedriveCount > 0)
        {
            _redriven[execution.Arn] = execution.RedriveCount;
        }
    }

    /// <summary>What is kept of a closed execution, without asking AWS; null where nothing is, or it is known to be old.</summary>
    public async Task<ArchivedExecution?> FindAsync(string executionArn, CancellationToken cancellationToken)
    {
        try
        {
            var kept = await archive.FindAsync(executionArn, cancellationToken);
            return kept is not null && kept.RedriveCount >= _redriven.GetValueOrDefault(executionArn) ? kept : null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The archive saves calls; AWS still knows.
            logger.LogWarning(e, "The archived history of {Execution} could not be read.", executionArn);
            return null;
        }
    }

    /// <summary>The whole history so far: what is known already, and what came after it.</summary>
    /// <param name="known">Empty for the first time. Then a closed execution may come from the archive.</param>
    /// <exception cref="AwsRequestException">AWS did not give it.</exception>
    public async Task<ImmutableArray<HistoryEvent>> ReadAsync(string executionArn, ImmutableArray<HistoryEvent> known, CancellationToken cancellationToken)
    {
        if (known.IsEmpty && await FindAsync(executionArn, cancellationToken) is { } kept)
        {
            return [.. kept.Events];
        }

        var news = await history.ReadAsync(executionArn, known.IsEmpty ? 0 : known[^1].Id, cancellationToken);
        return news.Count == 0 ? known : known.AddRange(news);
    }

    /// <summary>Keeps a history, if it has ended. What cannot be kept is read from AWS again.</summary>
    /// <param name="about">What else is known; where it is null, what was kept of the same run stays.</param>
    public async Task KeepAsync(string executionArn, ImmutableArray<HistoryEvent> events, string? about, CancellationToken cancellationToken)
    {
        if (events.IsEmpty || !events[^1].IsEnd)
        {
            return;
        }

        var redrives = events.LastOrDefault(e => e.Type == "ExecutionRedriven")?.RedriveCount ?? 0;
        try
        {
            if (about is not null || await archive.RedriveCountAsync(executionArn, cancellationToken) is not { } kept || kept < redrives)
            {
                await archive.SaveAsync(new ArchivedExecution(executionArn, redrives, events, about), options.ArchiveMegabytes * 1_000_000L, cancellationToken);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "The history of {Execution} could not be archived.", executionArn);
        }
    }
}
