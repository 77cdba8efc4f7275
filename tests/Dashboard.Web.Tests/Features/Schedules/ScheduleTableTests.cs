using System.Collections.Immutable;
using Dashboard.Features.Schedules;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

public sealed class ScheduleTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, null, "late off often over soon")]
    [InlineData(null, null, "next", "often soon late off over")]
    [InlineData(null, "on", null, "late often over soon")]
    [InlineData(null, "off", null, "off")]
    [InlineData(null, "expired", null, "over")]
    [InlineData("BATCH/s pare", null, null, "soon")]
    [InlineData("rate(", null, null, "often")]
    public async Task The_list_is_searched_filtered_and_sorted_by_the_next_run(string? search, string? filter, string? sort, string names)
    {
        var table = new ScheduleTable(await KnownAsync(), Now);
        Assert.Equal(names, string.Join(' ', table.Rows(search, filter, sort).Select(r => r.Schedule.Detail.Name)));
    }

    [Fact]
    public async Task A_rate_counts_from_when_the_schedule_was_last_written() =>
        Assert.Equal(Now.AddSeconds(20), new ScheduleTable(await KnownAsync(), Now).Rows("often", null, null)[0].Next);

    private static async Task<ImmutableArray<ScheduleView>> KnownAsync()
    {
        var aws = new ScriptedScheduler();
        aws.Put("late", "cron(0 23 * * ? *)");
        aws.Put("soon", "cron(30 10 * * ? *)");
        aws.Put("often", "rate(1 minute)", more: s => s["LastModificationDate"] = Now.AddSeconds(-40).ToUnixTimeSeconds());
        aws.Put("over", "at(2026-11-01T00:00:00)");
        aws.Put("off", "cron(0 11 * * ? *)", more: s => s["State"] = "DISABLED");
        var reader = new ScheduleReader(aws.Gateway);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return reader.Known;
    }
}
