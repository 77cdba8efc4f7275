using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Aws.Logs;
using Dashboard.Features.Executions.Logs;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Logs;

public sealed class LogWindowTests
{
    [Fact]
    public void What_was_scrolled_up_to_stays_when_new_lines_come_and_old_ones_leave_the_shared_part()
    {
        var window = new LogWindow();
        window.Take(News(first: 0, 5, 6, 7));
        window.Before(new LogPiece(Lines(3, 4), false, null));
        window.Take(News(first: 2, 7, 8, 9));
        Assert.Equal(["3", "4", "5", "6", "7", "8", "9"], Texts(window));
    }

    [Fact]
    public void Who_missed_too_much_starts_from_what_is_shared()
    {
        var window = new LogWindow();
        window.Take(News(first: 0, 1, 2));
        Assert.Equal(2, window.Take(News(first: 7, 8, 9)));
        Assert.Equal(["8", "9"], Texts(window));
    }

    [Fact]
    public void After_a_jump_new_lines_wait_until_the_reader_goes_to_the_end()
    {
        var window = new LogWindow();
        window.Take(News(first: 0, 8, 9));
        window.JumpTo(new LogPiece(Lines(1, 2), true, null));
        window.Take(News(first: 0, 8, 9, 10));
        Assert.Equal(["1", "2"], Texts(window));
        Assert.False(window.AtEnd);
        window.ToEnd(News(first: 0, 8, 9, 10));
        Assert.Equal(["8", "9", "10"], Texts(window));
        Assert.True(window.AtEnd);
    }

    [Fact]
    public void A_reader_who_follows_for_days_has_a_bounded_number_of_lines()
    {
        var window = new LogWindow();
        for (var i = 0; i < 30; i++)
        {
            window.Take(new LogNews(null, [.. Enumerable.Range(i * 5000, 5000).Select(Line)], i * 5000, false, "f"));
            Assert.InRange(window.Lines.Count, 1, LogWindow.Most);
        }

        Assert.Equal("149999", window.Lines[^1].Message);
    }

    private static LogNews News(long first, params int[] lines) => new(null, [.. Lines(lines)], first, false, "f");

    private static ImmutableArray<LogLine> Lines(params int[] lines) => [.. lines.Select(Line)];

    private static LogLine Line(int i) => new(DateTimeOffset.UnixEpoch.AddSeconds(i), i.ToString(CultureInfo.InvariantCulture));

    private static string[] Texts(LogWindow window) => [.. window.Lines.Select(l => l.Message)];
}
