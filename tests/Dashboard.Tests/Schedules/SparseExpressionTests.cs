using Xunit;

namespace Dashboard.Tests.Schedules;

/// <summary>Fires that are decades apart, at the end of the years, or never: both directions find them, and find that there is none. The dates are those of the calendar, computed elsewhere.</summary>
public sealed class SparseExpressionTests
{
    private const string Now = "2026-10-24T12:00Z";

    // A fifth such day of a February is its 29th. 2100 is no leap year.
    [Theory]
    [InlineData("cron(0 0 ? 2 1#5 *)", "2004 1976", "2032 2060 2088 2128 2156 2184")]
    [InlineData("cron(0 0 ? 2 2#5 *)", "2016 1988", "2044 2072 2112 2140 2168 2196")]
    [InlineData("cron(0 0 ? 2 3#5 *)", "2000 1972", "2028 2056 2084 2124 2152 2180")]
    [InlineData("cron(0 0 ? 2 4#5 *)", "2012 1984", "2040 2068 2096 2108 2136 2164 2192")]
    [InlineData("cron(0 0 ? 2 5#5 *)", "2024 1996", "2052 2080 2120 2148 2176")]
    [InlineData("cron(0 0 ? 2 FRI#5 *)", "2008 1980", "2036 2064 2092 2104 2132 2160 2188")]
    [InlineData("cron(0 0 ? 2 SAT#5 *)", "2020 1992", "2048 2076 2116 2144 2172")]
    public void The_29th_of_February_on_a_given_weekday(string expression, string past, string coming)
    {
        var sparse = Some.Expression(expression);
        Assert.Equal(Leaps(coming), sparse.NextFires(Some.Instant(Now), TimeZoneInfo.Utc));
        Assert.Equal(Leaps(past), sparse.PreviousFires(Some.Instant(Now), TimeZoneInfo.Utc));
        Assert.Equal(Leaps(past).Reverse().Concat(Leaps(coming)).Reverse(), sparse.PreviousFires(DateTimeOffset.MaxValue, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("cron(0 0 29 2 ? 2096)", "", "2096-02-29T00:00Z")]
    [InlineData("cron(0 0 29 2 ? 2096-2104)", "", "2096-02-29T00:00Z 2104-02-29T00:00Z")]
    [InlineData("cron(59 23 31 12 ? 2199)", "", "2199-12-31T23:59Z")]
    [InlineData("cron(0 0 1 1 ? 2199)", "", "2199-01-01T00:00Z")]
    [InlineData("cron(0 6 ? 2 5L 2199)", "", "2199-02-28T06:00Z")]
    [InlineData("cron(0 0 1 1 ? 1970)", "1970-01-01T00:00Z", "")]
    [InlineData("cron(0 0 1 1 ? 1970,2199)", "1970-01-01T00:00Z", "2199-01-01T00:00Z")]
    [InlineData("cron(0 0 29 2 ? 2097-2103)", "", "")]
    [InlineData("cron(0 0 29 2 ? 2197-2199)", "", "")]
    [InlineData("cron(0 0 ? 2 1#5 2100)", "", "")]
    [InlineData("cron(0 0 31 2,4,6,9,11 ? *)", "", "")]
    [InlineData("cron(0 0 30W 2 ? *)", "", "")]
    public void Single_days_and_days_that_never_come(string expression, string past, string coming)
    {
        var sparse = Some.Expression(expression);
        Assert.Equal(Instants(coming), sparse.NextFires(Some.Instant(Now), TimeZoneInfo.Utc));
        Assert.Equal(Instants(past), sparse.PreviousFires(Some.Instant(Now), TimeZoneInfo.Utc));
        Assert.Equal(Instants(past).Concat(Instants(coming)), sparse.PreviousFires(DateTimeOffset.MaxValue, TimeZoneInfo.Utc).Reverse());
    }

    // Since 2007 the clocks of the United States skip this very time on this very Sunday, each year; before, they changed in April.
    [Fact]
    public void A_time_that_the_clocks_skip_on_every_one_of_its_days()
    {
        var (sparse, zone) = (Some.Expression("cron(30 2 ? 3 1#2 *)"), Some.Zone("America/Los_Angeles"));
        Assert.Empty(sparse.NextFires(Some.Instant(Now), zone));
        Assert.Equal(Some.Instant("2006-03-12T10:30Z"), sparse.PreviousFires(Some.Instant(Now), zone).First());
    }

    private static IEnumerable<DateTimeOffset> Leaps(string years) => years.Split(' ').Select(year => Some.Instant($"{year}-02-29T00:00Z"));

    private static IEnumerable<DateTimeOffset> Instants(string texts) => texts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Some.Instant);
}
