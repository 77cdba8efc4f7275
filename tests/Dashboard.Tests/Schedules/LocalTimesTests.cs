using Dashboard.Domain.Schedules;
using Xunit;

namespace Dashboard.Tests.Schedules;

public sealed class LocalTimesTests
{
    // Some zones interrupt daylight saving for days only, others change without a rule: those and every tenth zone are asked about each day.
    [Fact]
    public void No_change_of_the_clocks_is_missed()
    {
        string[] odd = ["Africa/Casablanca", "Africa/El_Aaiun", "Africa/Cairo", "Asia/Gaza", "Pacific/Apia", "Australia/Lord_Howe", "America/Los_Angeles", "Europe/Dublin", "Asia/Tehran", "America/Caracas"];
        List<string> wrong = [];
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones().Where((z, i) => i % 10 == 0 || odd.Contains(z.Id)))
        {
            var times = LocalTimes.Of(zone);
            for (var utc = new DateTime(1970, 1, 2, 0, 0, 0, DateTimeKind.Utc); utc < LocalTimes.End.AddDays(-3); utc = utc.AddDays(1))
            {
                var local = utc + zone.GetUtcOffset(utc);
                if (times.FirstInstant(local, out _) is not { } first || first > utc || first.Offset != zone.GetUtcOffset(first) || (first != utc && times.LastLocal(utc) == local))
                {
                    wrong.Add($"{zone.Id} {utc:O}");
                }
            }
        }

        Assert.Empty(wrong);
    }
}
