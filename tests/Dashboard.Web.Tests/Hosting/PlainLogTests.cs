using Dashboard.Hosting;
using Serilog;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>One event, one line, whatever the names in it.</summary>
public sealed class PlainLogTests
{
    [Theory]
    [InlineData("a\n[2026-01-01 00:00:00.000 +00:00 INF] forged")]
    [InlineData("a\r\nforged")]
    [InlineData("a\u2028forged\u0085x")]
    [InlineData("\u001b[2K\u001b[1Aforged")]
    [InlineData("\u202Edegrof")]
    public void A_hostile_name_stays_in_its_line(string name)
    {
        var text = Write(log => log.Information("Rerun of {Machine} by {Actor}", name, "佐藤"));
        Assert.Equal(1, text.Count(char.IsControl));
        Assert.EndsWith("by 佐藤\n", text, StringComparison.Ordinal);
        Assert.Matches(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d INF\] Rerun of .*\\u", text);
    }

    [Fact]
    public void The_lines_of_an_error_begin_like_no_event()
    {
        var lines = Write(log => log.Error(new InvalidOperationException("x\n[2026-01-01 00:00:00.000 +00:00 INF] forged"), "It broke")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[1..], line => Assert.StartsWith("  | ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET /login?t=abcdef&return=/x", "GET /login?t=•••&return=/x")]
    [InlineData("/login/callback?code=abc&state=def done", "/login/callback?code=•••&state=••• done")]
    [InlineData("secret is the-secret!", "secret is •••!")]
    [InlineData("/machines?q=a&status=failed", "/machines?q=a&status=failed")]
    public void Keys_to_the_house_are_left_out(string message, string written) =>
        Assert.EndsWith($"] {written}\n", Write(log => log.Warning("{Message:l}", message)), StringComparison.Ordinal);

    private static string Write(Action<ILogger> write)
    {
        using var file = new StringWriter { NewLine = "\n" };
        using (var log = new LoggerConfiguration().WriteTo.Sink(new Sink(file)).CreateLogger())
        {
            write(log);
        }

        return file.ToString();
    }

    private sealed class Sink(StringWriter output) : Serilog.Core.ILogEventSink
    {
        private readonly PlainLog _log = new(["the-secret", null, ""]);

        public void Emit(Serilog.Events.LogEvent logEvent) => _log.Format(logEvent, output);
    }
}
