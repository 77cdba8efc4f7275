using System.Collections.Immutable;
using Dashboard.Actions.Plans;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Features.Plans;
using Dashboard.Live;
using Dashboard.Store.Outcomes;
using Dashboard.Store.Plans;
using Dashboard.Store.Schedules;

namespace Dashboard.Features.Forecasts;

/// <summary>Makes the board ready for forecasts, once for all who look within a few seconds: boards come several times a second while AWS is read, and thousands of schedules need not be planned anew for each of them.</summary>
public sealed class ForecastBook(MachineFeed feed, PlanBook plans, ScheduleVersions versions, OutcomeArchive outcomes, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private Made? _last;
    private MadePast? _past;

    public void Dispose() => _one.Dispose();

    public async Task<PlanSource> SourceAsync(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await MakeAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What was due between two times and what became of it: every schedule as it was, as far as it was seen, against the executions that are listed or archived.</summary>
    public async Task<PastSource> PastAsync(PlanSource source, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default)
    {
        if (_past is { } past && ReferenceEquals(past.Of, source) && past.From == from && past.To == to)
        {
            return past.Source;
        }

        var seen = await versions.SinceAsync(from, cancellationToken);
        var archived = await outcomes.StartedAsync(from, to, cancellationToken);
        var made = PastSource.Create(
            source,
            seen.Select(v => (v.Document is { } json ? ScheduleView.Create(new ScheduleDetail(ScheduleDocument.Parse(json))) : null, v.ScheduleArn, v.WrittenAt ?? v.SeenAt)),
            archived.Select(o => PastSource.Start(o.ExecutionArn, o.MachineArn, o.StartedAt, o.StartedBy)).OfType<ActualStart>(),
            from,
            time.GetUtcNow() is var now && to < now ? to : now);
        _past = new MadePast(source, from, to, made);
        return made;
    }

    private async Task<PlanSource> MakeAsync(CancellationToken cancellationToken)
    {
        var (board, now, list) = (feed.Current, time.GetUtcNow(), await plans.ListAsync(cancellationToken));
        var isRead = board.SchedulesAsOf is not null;

        // While thousands are being read, each board has other schedules; afterwards a change is to be seen at once.
        var isOther = _last is null || _last.IsRead != isRead || !ReferenceEquals(_last.Plans, list) || (isRead && _last.Schedules != board.Schedules);
        if (isOther || now - _last!.At >= Fresh)
        {
            var source = PlanSource.Create(board, [.. ForecastMarks.Of(PlanView.Of(list, board, now))]);
            _last = new Made(now, isRead, board.Schedules, list, _last is null ? source : source.After(_last.Source));
        }

        return _last!.Source;
    }

    private sealed record Made(DateTimeOffset At, bool IsRead, ImmutableArray<ScheduleView> Schedules, IReadOnlyList<PlannedChange> Plans, PlanSource Source);

    private sealed record MadePast(PlanSource Of, DateTimeOffset From, DateTimeOffset To, PastSource Source);
}
