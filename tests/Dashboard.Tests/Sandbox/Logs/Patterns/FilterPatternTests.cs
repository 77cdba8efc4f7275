using Dashboard.Sandbox.Logs.Patterns;
using Dashboard.Sandbox.Protocol;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs.Patterns;

public sealed class FilterPatternTests
{
    private const string Access = """127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""";

    private const string Trail = """
        {"eventType":"UpdateTrail","ip":"111.111.111.111","words":["value","another"],"list":[{"name":"a","id":1},{"name":"b","id":2}],"none":null,"yes":true,"no":false,
         "latency":512.5,"code":"404","a.b":"dotted","deep":{"x-y":"z"},"grid":[[0,1],[4,5]]}
        """;

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("  ", "anything", true)]
    [InlineData("ERROR", "Exiting with ERRORCODE: -1", true)]
    [InlineData("ERROR", "an error", false)]
    [InlineData("ERROR Exception", "[ERROR] Caught IllegalArgumentException", true)]
    [InlineData("ERROR Exception", "[ERROR] fine", false)]
    [InlineData("\"a phrase\"", "here is a phrase", true)]
    [InlineData("\"a phrase\"", "a long phrase", false)]
    [InlineData("\"say \\\"x\\\"\"", "say \"x\" now", true)]
    [InlineData("\"異常終了\"", "ジョブが異常終了しました", true)]
    [InlineData("ERROR -Exiting", "Exiting with ERROR", false)]
    [InlineData("\"ERROR\" - \"Exiting\"", "another ERROR", true)]
    [InlineData("-ERROR", "fine", true)]
    [InlineData("?ERROR ?WARN", "a WARN message", true)]
    [InlineData("?ERROR ?WARN", "a message", false)]
    [InlineData("?ERROR REQUEST", "REQUEST alone", true)]
    [InlineData("%[hc]at$%", "a hat", true)]
    [InlineData("%^[hc]at%", "a hat", false)]
    [InlineData("%\\d{1,3}\\.\\d{1,3}%", "from 10.20", true)]
    [InlineData("%gray|grey%", "grey", true)]
    public void Terms_are_sought_anywhere_in_the_line(string pattern, string line, bool found) => Assert.Equal(found, Matches(pattern, line));

    [Theory]
    [InlineData("{ $.eventType = \"UpdateTrail\" }", true)]
    [InlineData("{$.eventType=UpdateTrail}", true)]
    [InlineData("{ $.eventType = \"Update*\" }", true)]
    [InlineData("{ $.eventType = *Trail }", true)]
    [InlineData("{ $.eventType = \"Upd*Trail\" }", false)]
    [InlineData("{ $.eventType != \"UpdateTrail\" }", false)]
    [InlineData("{ $.ip != 123.123.* }", true)]
    [InlineData("{ $.ip = 111.111.* }", true)]
    [InlineData("{ $.ip = %^111\\.[0-9.]+$% }", true)]
    [InlineData("{ $.words[0] = \"value\" }", true)]
    [InlineData("{ $.words[1] = \"value\" }", false)]
    [InlineData("{ $.words[7] = \"value\" }", false)]
    [InlineData("{ $.words[*] = \"another\" }", true)]
    [InlineData("{ $.words = \"value\" }", false)]
    [InlineData("{ $.words != \"value\" }", false)]
    [InlineData("{ $.missing != \"value\" }", false)]
    [InlineData("{ $.list[1].id = 2 }", true)]
    [InlineData("{ $.list[*].id > 1 }", true)]
    [InlineData("{ $.grid[1][0] = 4 }", true)]
    [InlineData("{ $.none IS NULL }", true)]
    [InlineData("{ $.missing IS NULL }", false)]
    [InlineData("{ $.missing NOT EXISTS }", true)]
    [InlineData("{ $.none NOT EXISTS }", false)]
    [InlineData("{ $.yes IS TRUE && $.no IS FALSE }", true)]
    [InlineData("{ $.no IS TRUE }", false)]
    [InlineData("{ $.latency >= 512.5 }", true)]
    [InlineData("{ $.latency > +1000 }", false)]
    [InlineData("{ $.latency < 10e3 }", true)]
    [InlineData("{ $.latency = 5.125e2 }", true)]
    [InlineData("{ $.latency = \"*\" }", true)]
    [InlineData("{ $.missing = \"*\" }", false)]
    [InlineData("{ $.code = 404 }", true)]
    [InlineData("{ $.code > 400 }", false)]
    [InlineData("{ $.['a.b'] = \"dotted\" }", true)]
    [InlineData("{ $.deep.x-y = z }", true)]
    [InlineData("{ $.no IS TRUE || $.yes IS TRUE && $.missing NOT EXISTS }", true)]
    [InlineData("{ ($.yes IS TRUE || $.no IS TRUE) && $.latency < 1 }", false)]
    [InlineData("{ ($.yes IS TRUE) && ($.list[0].name = \"a\") }", true)]
    public void Conditions_are_asked_of_JSON_lines(string pattern, bool found) => Assert.Equal(found, Matches(pattern, Trail));

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public void A_line_that_is_not_JSON_meets_no_condition(string line) => Assert.False(Matches("{ $.a NOT EXISTS }", line));

    [Theory]
    [InlineData("[ip, user, username, timestamp, request, status, bytes]", true)]
    [InlineData("[ip, user, username, timestamp, request, status]", false)]
    [InlineData("[ip, user, username, timestamp, request, status = 4*, bytes > 1000]", true)]
    [InlineData("[ip, user, username, timestamp, request, status = 4*, bytes > 2000]", false)]
    [InlineData("[ip, ..., request=*.html*, status_code=4*,]", true)]
    [InlineData("[..., status=404 || status=500, bytes]", true)]
    [InlineData("[..., status=4* && status!=404, bytes]", false)]
    [InlineData("[..., status=500 || status=4* && status!=403, bytes]", true)]
    [InlineData("[ip, ...]", true)]
    [InlineData("[...]", true)]
    [InlineData("[ip=%127\\.0\\.0\\.[1-9]%, ...]", true)]
    [InlineData("[ip, user, username=frank, timestamp=*Oct*, ...]", true)]
    [InlineData("[ip, user, username=\"fr*\", ...]", true)]
    [InlineData("[1, 2, 3, 4, 5, 6, 7, ..., 8]", false)]
    public void Fields_stand_between_spaces_quotes_and_brackets(string pattern, bool found) => Assert.Equal(found, Matches(pattern, Access));

    [Theory]
    [InlineData("2026-01-01", "Invalid character(s) in term '2026-01-01'")]
    [InlineData("異常終了", "Invalid character(s) in term '異常終了'")]
    [InlineData("\"open", "Invalid filter pattern")]
    [InlineData("-", "Invalid character(s) in term ''")]
    [InlineData("{ $.a = 1", "If a filter pattern starts with '{' it must end with '}'")]
    [InlineData("[a, b", "If a filter pattern starts with '[' it must end with ']'")]
    [InlineData("{ }", "Invalid filter pattern")]
    [InlineData("{ a = 1 }", "Invalid filter pattern")]
    [InlineData("{ $.a }", "Invalid filter pattern")]
    [InlineData("{ $.a > high }", "Invalid filter pattern")]
    [InlineData("{ $.a = 1 && }", "Invalid filter pattern")]
    [InlineData("{ ($.a = 1 }", "Invalid filter pattern")]
    [InlineData("{ $.a = x@y }", "Invalid filter pattern")]
    [InlineData("{ $.a IS SET }", "Invalid filter pattern")]
    [InlineData("[a, ..., b, ...]", "Invalid filter pattern")]
    [InlineData("[status = 4* && bytes > 1000]", "Invalid filter pattern")]
    [InlineData("%something!%", "Invalid regular expression 'something!'")]
    [InlineData("%(a)%", "Invalid regular expression '(a)'")]
    [InlineData("%a% %b% %c%", "A filter pattern can have 2 regular expressions at most.")]
    public void A_pattern_that_cannot_be_read_is_refused(string pattern, string message)
    {
        var error = Assert.Throws<AwsErrorException>(() => FilterPattern.Parse(pattern, "filterPattern"));
        Assert.Equal(("InvalidParameterException", message), (error.Code, error.Message));
    }

    [Fact]
    public void A_pattern_of_more_than_1024_characters_is_refused() =>
        Assert.Throws<AwsErrorException>(() => FilterPattern.Parse(new string('a', 1025), "filterPattern"));

    private static bool Matches(string pattern, string line) => FilterPattern.Parse(pattern, "filterPattern").Matches(line);
}
