using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class RetryCountersTests
{
    [Theory]
    [InlineData("", "1 2 4")]
    [InlineData("\"MaxAttempts\":0", "")]
    [InlineData("\"IntervalSeconds\":10,\"BackoffRate\":1.5,\"MaxAttempts\":4,\"MaxDelaySeconds\":20", "10 15 20 20")]
    public void Delays_grow_up_to_the_longest(string fields, string expected)
    {
        var counters = Counters($$$"""{"ErrorEquals":["States.ALL"]{{{(fields.Length == 0 ? "" : ",")}}}{{{fields}}}}""");

        Assert.Equal(expected, string.Join(' ', Until(() => counters.Next(new StatesErrorException("Broken", null))?.Delay).Select(d => d.TotalSeconds)));
    }

    [Fact]
    public void Every_retrier_counts_for_itself()
    {
        var counters = Counters("""{"ErrorEquals":["A"],"MaxAttempts":1},{"ErrorEquals":["States.ALL"],"MaxAttempts":1,"IntervalSeconds":7}""");

        Assert.Equal(1, counters.Next(new StatesErrorException("A", null))?.Delay?.TotalSeconds);
        Assert.Equal(7, counters.Next(new StatesErrorException("B", null))?.Delay?.TotalSeconds);
        Assert.Equal((0, null), counters.Next(new StatesErrorException("A", null)));
    }

    [Fact]
    public void Full_jitter_takes_a_part_of_the_delay()
    {
        var counters = Counters("""{"ErrorEquals":["States.ALL"],"IntervalSeconds":100,"BackoffRate":1,"MaxAttempts":50,"JitterStrategy":"FULL"}""");

        var delays = Until(() => counters.Next(new StatesErrorException("Broken", null))?.Delay).Select(d => d.TotalSeconds).ToList();

        Assert.All(delays, d => Assert.InRange(d, 0, 100));
        Assert.True(delays.Distinct().Count() > 1);
    }

    private static RetryCounters Counters(string retriers) =>
        new(AslReader.Read($$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Retry":[{{{{retriers}}}}],"End":true}}}""").Find("A")!, 0);

    private static IEnumerable<TimeSpan> Until(Func<TimeSpan?> next)
    {
        while (next() is { } delay)
        {
            yield return delay;
        }
    }
}
