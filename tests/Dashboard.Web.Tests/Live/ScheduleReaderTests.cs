using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>What thousands of schedules cost AWS.</summary>
public sealed class ScheduleReaderTests
{
    private readonly ScriptedScheduler _aws = new();
    private readonly ScheduleReader _reader;

    public ScheduleReaderTests()
    {
        for (var i = 0; i < 5000; i++)
        {
            _aws.Put($"s{i:0000}", "cron(0 2 * * ? *)");
        }

        _reader = new ScheduleReader(_aws.Gateway);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_schedules_cost_a_call_each_once_and_then_fifty_pages_a_look_and_one_call_for_each_that_changed()
    {
        await _reader.ReadAsync(Cancel);
        Assert.Equal((5000, 50, 5000), (_reader.Known.Length, _aws.Count("ListSchedules"), _aws.Count("GetSchedule")));
        Assert.InRange(_aws.AtOnce, 1, 16);

        _aws.Forget();
        var known = _reader.Known;
        await _reader.ReadAsync(Cancel);
        Assert.Equal((50, 0), (_aws.Count("ListSchedules"), _aws.Count("GetSchedule")));
        Assert.True(known == _reader.Known, "Where nothing changed it is the same list.");

        _aws.Forget();
        _aws.Put("s0007", "cron(0 3 * * ? *)", modified: DateTimeOffset.UnixEpoch.AddYears(60));
        _aws.Remove("s0008");
        await _reader.ReadAsync(Cancel);
        Assert.Equal((4999, 50, 1), (_reader.Known.Length, _aws.Count("ListSchedules"), _aws.Count("GetSchedule")));
        Assert.Equal("cron(0 3 * * ? *)", _reader.Known[7].Detail.Expression);
    }

    [Fact]
    public async Task A_long_list_is_read_less_often_so_that_half_of_the_budget_stays_free()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), _reader.BetweenReads);
        await _reader.ReadAsync(Cancel);
        Assert.Equal(TimeSpan.FromSeconds(20), _reader.BetweenReads);
    }

    [Fact]
    public async Task What_was_made_or_changed_here_while_the_list_was_read_is_neither_gone_nor_as_before()
    {
        await _reader.ReadAsync(Cancel);
        _aws.Listed = async () =>
        {
            _aws.Put("new", "rate(1 hour)");
            _aws.Put("s0007", "rate(7 hours)", modified: DateTimeOffset.UnixEpoch.AddYears(60));
            await _aws.Gateway.GetAsync("batch", "new", Cancel);
            await _aws.Gateway.GetAsync("batch", "s0007", Cancel);
        };
        await _reader.ReadAsync(Cancel);
        Assert.Equal(5001, _reader.Known.Length);
        Assert.Equal("rate(7 hours)", _reader.Known.Single(s => s.Detail.Name == "s0007").Detail.Expression);
    }

    [Fact]
    public async Task What_is_read_is_known_while_the_rest_is_still_waited_for()
    {
        var gate = new TaskCompletionSource();
        _aws.Gate = gate.Task;
        var reading = _reader.ReadAsync(Cancel);
        SpinWait.SpinUntil(() => _reader.Known.Length > 0, TimeSpan.FromSeconds(20));
        Assert.InRange(_reader.Known.Length, 1, 20);
        Assert.False(reading.IsCompleted);
        gate.SetResult();
        await reading;
        Assert.Equal(5000, _reader.Known.Length);
    }

    [Fact]
    public async Task What_is_read_elsewhere_is_known_without_another_call_and_an_older_answer_does_not_replace_it()
    {
        await _aws.Gateway.GetAsync("batch", "s0003", Cancel);
        Assert.Equal("cron(0 2 * * ? *)", Assert.Single(_reader.Known).Detail.Expression);
        _aws.Put("s0003", "cron(0 4 * * ? *)", modified: DateTimeOffset.UnixEpoch.AddYears(60));
        await _aws.Gateway.GetAsync("batch", "s0003", Cancel);
        _aws.Put("s0003", "cron(0 2 * * ? *)");
        await _aws.Gateway.GetAsync("batch", "s0003", Cancel);
        Assert.Equal(("cron(0 4 * * ? *)", 3), (Assert.Single(_reader.Known).Detail.Expression, _aws.Count("GetSchedule")));
    }
}
