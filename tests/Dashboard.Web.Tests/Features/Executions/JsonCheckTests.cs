using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class JsonCheckTests
{
    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("null")]
    public void Valid_JSON_has_nothing_wrong(string text) => Assert.Null(JsonCheck.Find(text));

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"a\": 1,\n  \"b\": oops\n}", 3, 8)]
    [InlineData("{\"日\": oops}", 1, 7)]
    public void Wrong_JSON_says_the_line_and_the_character(string text, int line, int column) => Assert.Equal(new JsonCheck(line, column), JsonCheck.Find(text));

    [Fact]
    public void AWSs_limit_counts_bytes()
    {
        Assert.False(JsonCheck.IsTooLong(new string('a', JsonCheck.MostBytes)));
        Assert.True(JsonCheck.IsTooLong(new string('日', (JsonCheck.MostBytes / 3) + 1)));
    }
}
