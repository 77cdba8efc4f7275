using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs;

/// <summary>Pages, limits and refusals of CloudWatch Logs.</summary>
public sealed class LogRulesTests
{
    [Fact]
    public async Task A_stream_is_paged_to_both_ends_where_the_token_stays_the_same()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "1", "2", "3", "4", "5");
        var newest = await GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", limit = 2 });
        Assert.Equal("4 5", Messages(newest));
        var older = await BackAsync(book, newest);
        Assert.Equal("2 3", Messages(older));
        var oldest = await BackAsync(book, older);
        Assert.Equal("1", Messages(oldest));
        var head = await BackAsync(book, oldest);
        Assert.Equal(("", Some.Text(oldest, "nextBackwardToken")), (Messages(head), Some.Text(head, "nextBackwardToken")));
        var forward = await GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", limit = 2, nextToken = Some.Text(older, "nextForwardToken") });
        Assert.Equal("4 5", Messages(forward));
    }

    [Fact]
    public async Task A_page_has_one_megabyte_at_most()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", Enumerable.Range(0, 5).Select(_ => new string('x', 300_000)));
        var page = await GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", startFromHead = true });
        Assert.Equal(3, page["events"]!.AsArray().Count);
        var found = await book.Sandbox.LogsAsync("FilterLogEvents", new { logGroupName = "/jobs", filterPattern = "x" });
        Assert.Equal((3, false), (found["events"]!.AsArray().Count, found["nextToken"] is null));
    }

    [Fact]
    public async Task Lines_of_all_streams_are_found_by_time_and_page_by_page()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "1");
        book.Sandbox.Pass(1);
        await book.WriteAsync("b", "2");
        book.Sandbox.Pass(1);
        await book.WriteAsync("a", "3");
        var first = await book.Sandbox.LogsAsync("FilterLogEvents", new { logGroupName = "/jobs", limit = 2 });
        Assert.Equal("1 2", Messages(first));
        await book.WriteAsync("b", "4");
        var second = await book.Sandbox.LogsAsync("FilterLogEvents", new { logGroupName = "/jobs", limit = 2, nextToken = Some.Text(first, "nextToken") });
        Assert.Equal(("3 4", true), (Messages(second), second["nextToken"] is null));
        Assert.Equal("2 4", Messages(await book.Sandbox.LogsAsync("FilterLogEvents", new { logGroupName = "/jobs", logStreamNames = new[] { "b" } })));
        Assert.Equal("1 3", Messages(await book.Sandbox.LogsAsync("FilterLogEvents", new { logGroupName = "/jobs", logStreamNamePrefix = "a" })));
    }

    [Fact]
    public async Task A_line_that_comes_late_takes_its_place_by_time()
    {
        await using var book = await LogBook.OpenAsync();
        var now = Some.Start.ToUnixTimeMilliseconds();
        await book.WriteAsync("a", "on time");
        await book.Sandbox.LogsAsync("PutLogEvents", new { logGroupName = "/jobs", logStreamName = "a", logEvents = new[] { new { timestamp = now - 1, message = "late" } } });
        var page = await GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", startFromHead = true });
        Assert.Equal("late on time", Messages(page));
        Assert.Equal((now - 1, now), ((long)page["events"]![0]!["timestamp"]!, (long)page["events"]![0]!["ingestionTime"]!));
    }

    [Fact]
    public async Task What_is_too_old_or_too_new_is_not_taken_and_named()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "first");
        var answer = await book.Sandbox.LogsAsync("PutLogEvents", new { logGroupName = "/jobs", logStreamName = "a", logEvents = Lines(-15 * 24, -1, 3) });
        Assert.Equal(("1", "2"), (Some.Text(answer, "rejectedLogEventsInfo.tooOldLogEventEndIndex"), Some.Text(answer, "rejectedLogEventsInfo.tooNewLogEventStartIndex")));
        Assert.Equal("-1 first", Messages(await GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", startFromHead = true })));
        var unordered = await book.Sandbox.LogsAsync("PutLogEvents", new { logGroupName = "/jobs", logStreamName = "a", logEvents = Lines(-1, -2) });
        Assert.Equal("Log events in a single PutLogEvents request must be in chronological order.", Some.Text(unordered, "text"));
    }

    [Fact]
    public async Task Streams_are_listed_by_name_or_by_their_last_line()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("b", "old");
        book.Sandbox.Pass(60);
        await book.WriteAsync("a", "new");
        Assert.Equal("a b", Names(await book.Sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/jobs" })));
        Assert.Equal("b a", Names(await book.Sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/jobs", orderBy = "LastEventTime" })));
        var first = await book.Sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/jobs", orderBy = "LastEventTime", descending = true, limit = 1 });
        Assert.Equal("a", Names(first));
        Assert.Equal("b", Names(await book.Sandbox.LogsAsync("DescribeLogStreams", new { logGroupName = "/jobs", orderBy = "LastEventTime", descending = true, limit = 1, nextToken = Some.Text(first, "nextToken") })));
    }

    [Theory]
    [InlineData("GetLogEvents", """{"logGroupName":"/jobs","logStreamName":"a","limit":10001}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/jobs","logStreamName":"a","limit":0}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/jobs","logStreamName":"a","nextToken":"f/7"}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/jobs"}""")]
    [InlineData("GetLogEvents", """{"logStreamName":"a"}""")]
    [InlineData("GetLogEvents", """{"logGroupName":"/jobs","logGroupIdentifier":"/jobs","logStreamName":"a"}""")]
    [InlineData("FilterLogEvents", """{"logGroupIdentifier":"arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs:*"}""")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/jobs","logStreamNames":["a"],"logStreamNamePrefix":"a"}""")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/jobs","nextToken":"nonsense"}""")]
    [InlineData("FilterLogEvents", """{"logGroupName":"/jobs","filterPattern":"\"open"}""")]
    [InlineData("DescribeLogGroups", """{"limit":51}""")]
    [InlineData("DescribeLogGroups", """{"logGroupNamePrefix":"/","logGroupNamePattern":"jobs"}""")]
    [InlineData("DescribeLogGroups", """{"nextToken":"nonsense"}""")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/jobs","limit":51}""")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/jobs","orderBy":"Size"}""")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/jobs","orderBy":"LastEventTime","logStreamNamePrefix":"a"}""")]
    [InlineData("PutLogEvents", """{"logGroupName":"/jobs","logStreamName":"a","logEvents":[]}""")]
    public async Task What_breaks_a_rule_is_an_invalid_parameter(string operation, string request)
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "x");
        Assert.Equal("InvalidParameterException", Some.Text(await book.Sandbox.LogsAsync(operation, request), "code"));
    }

    [Theory]
    [InlineData("FilterLogEvents", """{"logGroupName":"/jobs","logStreamNames":["none"]}""", "ResourceNotFoundException")]
    [InlineData("DescribeLogStreams", """{"logGroupName":"/none"}""", "ResourceNotFoundException")]
    [InlineData("CreateLogStream", """{"logGroupName":"/jobs","logStreamName":"a"}""", "ResourceAlreadyExistsException")]
    public async Task What_is_missing_or_there_already_is_named(string operation, string request, string code)
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "x");
        Assert.Equal(code, Some.Text(await book.Sandbox.LogsAsync(operation, request), "code"));
    }

    [Fact]
    public async Task Groups_are_found_by_the_beginning_or_a_part_of_their_names()
    {
        await using var book = await LogBook.OpenAsync();
        await book.Sandbox.LogsAsync("CreateLogGroup", new { logGroupName = "/ecs/jobs" });
        var byPrefix = await book.Sandbox.LogsAsync("DescribeLogGroups", new { logGroupNamePrefix = "/jobs" });
        var byPart = await book.Sandbox.LogsAsync("DescribeLogGroups", new { logGroupNamePattern = "jobs", limit = 1 });
        Assert.Equal(("/jobs", 1), (Some.Text(byPrefix, "logGroups.0.logGroupName"), byPrefix["logGroups"]!.AsArray().Count));
        Assert.Equal(("/ecs/jobs", false), (Some.Text(byPart, "logGroups.0.logGroupName"), byPart["nextToken"] is null));
    }

    private static object[] Lines(params int[] hours) =>
        [.. hours.Select(h => new { timestamp = Some.Start.AddHours(h).ToUnixTimeMilliseconds(), message = $"{h}" })];

    private static Task<JsonNode> GetAsync(LogBook book, object request) => book.Sandbox.LogsAsync("GetLogEvents", request);

    private static Task<JsonNode> BackAsync(LogBook book, JsonNode page) =>
        GetAsync(book, new { logGroupName = "/jobs", logStreamName = "a", limit = 2, nextToken = Some.Text(page, "nextBackwardToken") });

    private static string Messages(JsonNode answer) => string.Join(' ', answer["events"]!.AsArray().Select(e => Some.Text(e, "message")));

    private static string Names(JsonNode answer) => string.Join(' ', answer["logStreams"]!.AsArray().Select(s => Some.Text(s, "logStreamName")));
}
