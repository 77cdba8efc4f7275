using Dashboard.Aws.Logs;
using Dashboard.Features.Executions.Logs;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Logs;

public sealed class LineLinkTests
{
    [Fact]
    public void A_link_to_a_line_leads_back_to_it_whatever_the_containers_name()
    {
        var line = new LogLine(DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123), "接続");
        var link = LineLink.To("0123abc", "a.b-c", line);
        Assert.Equal(link, LineLink.Find($"https://ops.test/executions/x?tab=graph&line={Uri.EscapeDataString(link.ToString())}"));
        Assert.Equal(line.At, link.At);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?line=")]
    [InlineData("?line=a.b.c")]
    [InlineData("?line=a.123-x")]
    [InlineData("?line=a.b.99999999999999999-x")]
    [InlineData("?line=a.b.-1-x")]
    public void What_is_no_link_to_a_line_is_taken_as_none(string query) => Assert.Null(LineLink.Find("https://ops.test/executions/x" + query));
}
