using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Live;

/// <summary>Machines and schedules for every page that shows them: one reader asks AWS, however many look. A page gets what is known at once, then each newer board; a slow page only the newest.</summary>
public sealed class MachineFeed(MachineReader machines, ScheduleReader schedules, TimeProvider time, ILogger<MachineFeed> logger)
{
    private static readonly TimeSpan BetweenBoards = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenFires = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<Channel<Board>> _watchers = [];
    private volatile Board _current = Board.Empty;
    private bool _isNews;
    private DateTimeOffset _publishedAt;
    private DateTimeOffset _schedulesReadAt;
    private DateTimeOffset _firedUntil;
    private Task? _reading;

    /// <summary>The newest board.</summary>
    public Board Current => _current;

    /// <summary>The board as it is now, then every newer one.</summary>
    public async IAsyncEnumerable<Board> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateBounded<Board>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _watchers.Add(channel);
            channel.Writer.TryWrite(_current);
        }

        try
        {
            await foreach (var board in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return board;
            }
        }
        finally
        {
            lock (_lock)
            {
                _watchers.Remove(channel);
            }
        }
    }

    /// <summary>Something was done to that machine, such as starting it: it is looked at next.</summary>
    public void Hurry(string machineArn) => machines.Hurry(machineArn);

    /// <summary>Asks AWS until it is cancelled. To be run once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var busy = await SchedulesAsync(cancellationToken) | await MachinesAsync(cancellationToken);
                _isNews |= busy || schedules.Known != _current.Schedules;
                if (_isNews && ((!busy && _reading is null) || time.GetUtcNow() - _publishedAt >= BetweenBoards))
                {
                    Publish();
                }

                if (!busy)
                {
                    await Task.Delay(Idle, time, cancellationToken);
                }
            }
        }
        finally
        {
            await (_reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MachinesAsync(CancellationToken cancellationToken)
    {
        if (_current.MachinesTrouble?.NextTry > time.GetUtcNow())
        {
            return false;
        }

        try
        {
            var busy = await machines.StepAsync(cancellationToken);
            if (busy || _current.MachinesTrouble is not null)
            {
                _current = _current with { MachinesAsOf = time.GetUtcNow(), MachinesTrouble = null };
            }

            return busy;
        }
        catch (AwsRequestException e)
        {
            _current = _current with { MachinesTrouble = Trouble(e, _current.MachinesTrouble) };
            return true;
        }
    }

    // Thousands of schedules take a minute to read: machines are read meanwhile.
    private async Task<bool> SchedulesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        HurryFired(now);
        if (_reading is null)
        {
            if (now - _schedulesReadAt >= schedules.BetweenReads && !(_current.SchedulesTrouble?.NextTry > now))
            {
                _schedulesReadAt = now;
                _reading = schedules.ReadAsync(cancellationToken);
            }

            return false;
        }

        if (!_reading.IsCompleted)
        {
            return false;
        }

        try
        {
            await _reading;
            _current = _current with { SchedulesAsOf = _schedulesReadAt, SchedulesTrouble = null };
        }
        catch (AwsRequestException e)
        {
            _current = _current with { SchedulesTrouble = Trouble(e, _current.SchedulesTrouble) };
        }

        _reading = null;
        return true;
    }

    // What a schedule has just started shows up at once, not when its machine's turn comes.
    private void HurryFired(DateTimeOffset now)
    {
        if (now - _firedUntil < BetweenFires)
        {
            return;
        }

        foreach (var fired in _current.Schedules.Where(s => s.MachineArn is not null && _firedUntil != default && s.NextAfter(_firedUntil) <= now))
        {
            machines.Hurry(fired.MachineArn!);
        }

        _firedUntil = now;
    }

    private FeedTrouble Trouble(AwsRequestException e, FeedTrouble? before)
    {
        var now = time.GetUtcNow();
        var pause = before is { NextTry: { } last } ? Shorter((last - before.Since + FirstPause) * 2, LongestPause) : FirstPause;
        logger.LogWarning("{Operation} failed ({Kind} {Code}): {Message}", e.Operation, e.Kind, e.Code, e.Message);
        return new FeedTrouble(e.Kind, e.Operation, e.Code, e.Message, before?.Since ?? now, now + pause);
    }

    private void Publish()
    {
        _isNews = false;
        _publishedAt = time.GetUtcNow();
        _current = _current with { Machines = machines.Known, Schedules = schedules.Known };
        lock (_lock)
        {
            _watchers.ForEach(w => w.Writer.TryWrite(_current));
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
