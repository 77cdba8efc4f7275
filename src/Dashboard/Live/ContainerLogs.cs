using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Logs;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>Finds and reads the logs of containers: the task definition says where they go.</summary>
public sealed class ContainerLogs(EcsGateway ecs, LogsGateway logs, LogFeedOptions options)
{
    // A page has up to 10,000 lines; who writes more while one looks is caught up with at the next look.
    private const int MostPages = 5;

    private const int LargestPage = 10_000;

    // AWS goes through a long log piece by piece, a call each.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, EcsTaskDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly RecentPages _pages = new();

    /// <summary>Where a container's log is.</summary>
    /// <exception cref="AwsRequestException">AWS no longer knows the task definition, or does not give it.</exception>
    public async Task<LogPlace> LocateAsync(string taskDefinitionArn, string taskId, string container, CancellationToken cancellationToken = default)
    {
        if (!_definitions.TryGetValue(taskDefinitionArn, out var definition))
        {
            definition = await ecs.DescribeTaskDefinitionAsync(taskDefinitionArn, cancellationToken);
            _definitions[taskDefinitionArn] = definition;
        }

        var found = definition.Containers.FirstOrDefault(c => c.Name == container);
        var stream = found?.LogStreamPrefix is { } prefix && found.LogGroup is not null ? $"{prefix}/{container}/{taskId}" : null;
        return new LogPlace(found?.LogGroup, stream, found?.LogDriver, found?.LogRegion);
    }

    /// <summary>Reads on from <paramref name="last"/>, or the newest lines where nothing was read yet.</summary>
    /// <exception cref="AwsRequestException">NotFound where nothing was written, or the log or the task definition is gone.</exception>
    public async Task<LogNews> ReadOnAsync(EcsTask task, string container, LogNews last, CancellationToken cancellationToken = default)
    {
        var place = last.Place ?? await LocateAsync(task.TaskDefinitionArn ?? "", task.TaskId, container, cancellationToken);
        if (place.Stream is null)
        {
            return last with { Place = place, AtHead = true };
        }

        if (last.Forward is null)
        {
            var newest = await BackAsync(place, new LogPosition { Limit = options.Page }, 0, cancellationToken);
            return last with { Place = place, Lines = [.. newest.Lines], Forward = newest.Forward, AtHead = newest.AtHead };
        }

        var (added, forward) = (new List<LogLine>(), last.Forward);
        for (var page = 0; page < MostPages; page++)
        {
            var next = await logs.ReadAsync(place.Group!, place.Stream, new LogPosition { FromHead = true, Token = forward }, cancellationToken);
            added.AddRange(next.Lines);
            if (next.Forward == forward)
            {
                break;
            }

            forward = next.Forward;
        }

        return added.Count == 0 ? last with { Forward = forward } : Keep(last with { Lines = [.. last.Lines, .. added], Forward = forward });
    }

    /// <summary>The lines before those that somebody has, asked for once for all who ask.</summary>
    /// <param name="first">The oldest lines at hand: those of one millisecond are enough.</param>
    public Task<LogPiece> OlderAsync(LogPlace place, IReadOnlyList<LogLine> first, CancellationToken cancellationToken = default)
    {
        // By time and not by token: whoever scrolls up may have begun anywhere. Lines of the same millisecond come again and are left out.
        var at = first[0].At;
        var known = first.TakeWhile(l => l.At == at).Count();
        return _pages.GetAsync(
            (place.Group!, place.Stream!, at, known),
            ct => BackAsync(place, new LogPosition { Before = at.AddMilliseconds(1), Limit = Math.Min(LargestPage, options.Page + known) }, known, ct)).WaitAsync(cancellationToken);
    }

    /// <summary>The lines after those that somebody has; empty where there are none now.</summary>
    /// <param name="last">The newest lines at hand: those of one millisecond are enough.</param>
    public async Task<IReadOnlyList<LogLine>> NewerAsync(LogPlace place, IReadOnlyList<LogLine> last, CancellationToken cancellationToken = default)
    {
        var known = last.Reverse().TakeWhile(l => l.At == last[^1].At).Count();
        var page = await logs.ReadAsync(place.Group!, place.Stream!, new LogPosition { FromHead = true, From = last[^1].At, Limit = Math.Min(LargestPage, options.Page + known) }, cancellationToken);
        return [.. page.Lines.Skip(known)];
    }

    /// <summary>The lines from a time on, with those just before them; empty where the log ends before.</summary>
    public async Task<LogPiece> AroundAsync(LogPlace place, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var page = await logs.ReadAsync(place.Group!, place.Stream!, new LogPosition { FromHead = true, From = at, Limit = options.Page }, cancellationToken);
        if (page.Lines.Count == 0)
        {
            return new LogPiece([], false, null);
        }

        var before = await OlderAsync(place, page.Lines, cancellationToken);
        return before with { Lines = [.. before.Lines, .. page.Lines] };
    }

    /// <summary>The lines that hold a text, upper and lower case told apart.</summary>
    /// <param name="most">Lines at most.</param>
    public async Task<LogHits> FindAsync(LogPlace place, string text, int most, CancellationToken cancellationToken = default)
    {
        var lines = new List<LogLine>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestSearch);
        try
        {
            await foreach (var line in logs.SearchAsync(new LogSearch(place.Group!, Quote(text), LogStreams: [place.Stream!]), limit.Token))
            {
                if (lines.Count == most)
                {
                    return new LogHits(lines, true);
                }

                lines.Add(new LogLine(line.At, line.Message));
            }

            return new LogHits(lines, false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LogHits(lines, true);
        }
    }

    /// <summary>The whole log, page by page.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAllAsync(LogPlace place, CancellationToken cancellationToken = default) =>
        logs.ReadAllAsync(place.Group!, place.Stream!, cancellationToken);

    /// <summary>The newest page of a position; where it holds nothing but what is known, the ones before it.</summary>
    private async Task<LogPiece> BackAsync(LogPlace place, LogPosition position, int known, CancellationToken cancellationToken)
    {
        var page = await logs.ReadAsync(place.Group!, place.Stream!, position, cancellationToken);
        var (lines, forward, token) = (page.Lines, page.Forward, (string?)null);
        for (var i = 0; i < MostPages && lines.Count <= known && page.Backward is not null && page.Backward != token; i++)
        {
            token = page.Backward;
            page = await logs.ReadAsync(place.Group!, place.Stream!, position with { Token = token }, cancellationToken);
            lines = [.. page.Lines, .. lines];
        }

        return new LogPiece([.. lines.SkipLast(known)], IsWhole(lines, position.Limit), forward);
    }

    // In quotation marks a pattern is one text, whatever signs it holds.
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // Fewer lines than asked for, and not because the page was full of bytes: there are no more before.
    private static bool IsWhole(IReadOnlyList<LogLine> lines, int? limit) => lines.Count < limit && lines.Sum(l => (long)l.Message.Length) < 250_000;

    private LogNews Keep(LogNews news)
    {
        var (drop, characters) = (Math.Max(0, news.Lines.Length - options.KeptLines), news.Lines.Sum(l => (long)l.Message.Length));
        for (var i = 0; i < news.Lines.Length - 1 && (i < drop || characters > options.KeptCharacters); i++)
        {
            characters -= news.Lines[i].Message.Length;
            drop = Math.Max(drop, i + 1);
        }

        return drop == 0 ? news : news with { Lines = news.Lines.RemoveRange(0, drop), First = news.First + drop, AtHead = false };
    }
}
