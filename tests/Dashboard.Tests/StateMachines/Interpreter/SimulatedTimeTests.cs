using Dashboard.Domain.StateMachines.Interpreter;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class SimulatedTimeTests
{
    private readonly SimulatedTime _time = new(Some.Monday);
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_then_of_their_making()
    {
        In(20, "c");
        In(10, "a");
        In(10, "b");

        _time.AdvanceTo(Some.Monday.AddSeconds(15));

        Assert.Equal(["a@10", "b@10"], _fired);
        Assert.Equal(Some.Monday.AddSeconds(15), _time.GetUtcNow());
        Assert.True(_time.AdvanceToNext());
        Assert.False(_time.AdvanceToNext());
        Assert.Equal("c@20", _fired[^1]);
    }

    [Fact]
    public void A_timer_made_while_others_fire_has_its_turn()
    {
        _time.CreateTimer(_ => In(5, "inner"), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        _time.AdvanceTo(Some.Monday.AddSeconds(15));

        Assert.Equal(["inner@15"], _fired);
    }

    [Fact]
    public void A_periodic_timer_goes_on_until_it_is_disposed()
    {
        var timer = _time.CreateTimer(_ => _fired.Add("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _time.AdvanceTo(Some.Monday.AddSeconds(3));
        timer.Dispose();

        _time.AdvanceTo(Some.Monday.AddSeconds(9));

        Assert.Equal(3, _fired.Count);
    }

    [Fact]
    public void Going_live_catches_up_and_pending_timers_carry_over()
    {
        var real = new FakeTimeProvider(Some.Monday.AddDays(14));
        In(60, "past");
        In(14 * 86_400 + 30, "future");

        _time.GoLive(real);

        Assert.Equal(["past@60"], _fired);
        Assert.Equal(real.GetUtcNow(), _time.GetUtcNow());
        real.Advance(TimeSpan.FromSeconds(29));
        Assert.Single(_fired);
        real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal($"future@{14 * 86_400 + 30}", _fired[^1]);
        In(5, "live");
        real.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, _fired.Count);
        Assert.Throws<InvalidOperationException>(() => _time.AdvanceToNext());
    }

    private void In(int seconds, string name) =>
        _time.CreateTimer(_ => _fired.Add($"{name}@{(_time.GetUtcNow() - Some.Monday).TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
