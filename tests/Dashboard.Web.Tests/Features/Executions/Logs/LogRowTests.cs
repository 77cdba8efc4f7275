using Dashboard.Aws.Logs;
using Dashboard.Features.Executions.Logs;
using Dashboard.Ui;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Logs;

public sealed class LogRowTests
{
    [Fact]
    public void A_long_line_is_wrapped_at_whole_characters_full_width_ones_counting_twice()
    {
        var rows = LogRow.Of([Line("接続がタイムアウトしました😀abc")], 8);
        Assert.Equal(["接続がタ", "イムアウ", "トしまし", "た😀abc"], rows.Select(Text));
        Assert.Equal([true, false, false, false], rows.Select(r => r.IsFirst));
    }

    [Fact]
    public void Unwrapped_every_line_is_one_row() => Assert.Equal(2, LogRow.Of([Line(new string('x', 500)), Line("")], null).Count);

    [Fact]
    public void However_a_line_is_wrapped_its_rows_together_are_the_line_with_its_colours()
    {
        var random = new Random(7);
        const string Signs = "ab漢字😀 \u001b[31m\t";
        for (var i = 0; i < 2_000; i++)
        {
            var line = Line(string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => Signs[random.Next(Signs.Length)])));
            var rows = LogRow.Of([line], random.Next(1, 60));
            Assert.Equal(AnsiText.Plain(line.Message), string.Concat(rows.Select(Text)));
        }
    }

    private static LogLine Line(string text) => new(DateTimeOffset.UnixEpoch, text);

    private static string Text(LogRow row) => string.Concat(row.Pieces().Select(p => p.Text));
}
