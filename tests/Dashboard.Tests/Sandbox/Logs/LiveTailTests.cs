using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs;

/// <summary>Live Tail as AWS's own decoder reads it, which checks both checksums of every message.</summary>
public sealed class LiveTailTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_after_the_start_arrives_once_a_second()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "before");
        await using var tail = await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] });
        Assert.Equal([LogBook.Arn], tail.Start.LogGroupIdentifiers);
        Assert.NotEmpty(tail.Start.SessionId);
        await book.WriteAsync("a", "夜間", "開始");
        await book.WriteAsync("b", "other");
        book.Sandbox.Pass(1);
        var update = await tail.NextAsync();
        Assert.Equal([("a", "夜間"), ("a", "開始"), ("b", "other")], update.SessionResults.Select(l => (l.LogStreamName, l.Message)));
        Assert.Equal((false, "123456789012:/jobs", Some.Start.ToUnixTimeMilliseconds()), (update.SessionMetadata.Sampled, update.SessionResults[0].LogGroupIdentifier, update.SessionResults[0].Timestamp));
        book.Sandbox.Pass(1);
        Assert.Empty((await tail.NextAsync()).SessionResults ?? []);
    }

    [Fact]
    public async Task A_pattern_and_the_streams_choose_the_lines()
    {
        await using var book = await LogBook.OpenAsync();
        await using var named = await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn], LogStreamNames = ["a"], LogEventFilterPattern = "ERROR -42" });
        await using var prefixed = await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn], LogStreamNamePrefixes = ["b"] });
        await book.WriteAsync("a", "ERROR 41", "ERROR 42", "fine");
        await book.WriteAsync("b1", "ERROR 43");
        book.Sandbox.Pass(1);
        Assert.Equal(["ERROR 41"], (await named.NextAsync()).SessionResults.Select(l => l.Message));
        Assert.Equal(["ERROR 43"], (await prefixed.NextAsync()).SessionResults.Select(l => l.Message));
    }

    [Fact]
    public async Task Of_more_than_500_lines_in_a_second_a_sample_is_shown()
    {
        await using var book = await LogBook.OpenAsync();
        await using var tail = await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] });
        await book.WriteAsync("a", Enumerable.Range(0, 501).Select(i => $"line {i}"));
        book.Sandbox.Pass(1);
        var update = await tail.NextAsync();
        Assert.Equal((true, 500), (update.SessionMetadata.Sampled, update.SessionResults.Count));
    }

    [Fact]
    public async Task A_session_ends_after_three_hours()
    {
        await using var book = await LogBook.OpenAsync();
        await using var tail = await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] });
        book.Sandbox.Pass(3 * 3600);
        var end = await Assert.ThrowsAnyAsync<EventStreamException>(async () =>
        {
            while (true)
            {
                await tail.NextAsync();
            }
        });
        Assert.IsType<SessionTimeoutException>(end.InnerException);
    }

    [Fact]
    public async Task A_sixteenth_session_is_refused_until_another_is_closed()
    {
        await using var book = await LogBook.OpenAsync();
        var tails = new Stack<OpenTail>();
        for (var i = 0; i < 15; i++)
        {
            tails.Push(await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] }));
        }

        await Assert.ThrowsAsync<LimitExceededException>(() => TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] }));
        await tails.Pop().DisposeAsync();
        while (tails.Count < 15)
        {
            // The sandbox hears of the closed connection in its own time.
            try
            {
                tails.Push(await TailAsync(book, new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] }));
            }
            catch (LimitExceededException)
            {
                await Task.Yield();
            }
        }

        foreach (var tail in tails)
        {
            await tail.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("""{"logGroupIdentifiers":["/jobs"]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs:*"]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["arn:aws:logs:ap-northeast-1:123456789012:log-group:/none"]}""", "ResourceNotFoundException")]
    [InlineData("""{"logGroupIdentifiers":[]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["1","2","3","4","5","6","7","8","9","10","11"]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs"],"logStreamNames":["a"],"logStreamNamePrefixes":["b"]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs","arn:aws:logs:ap-northeast-1:123456789012:log-group:/more"],"logStreamNames":["a"]}""", "InvalidParameterException")]
    [InlineData("""{"logGroupIdentifiers":["arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs"],"logEventFilterPattern":"{ $.a"}""", "InvalidParameterException")]
    public async Task What_AWS_does_not_follow_is_refused(string request, string code)
    {
        await using var book = await LogBook.OpenAsync();
        await book.Sandbox.LogsAsync("CreateLogGroup", new { logGroupName = "/more" });
        Assert.Equal(code, Some.Text(await book.Sandbox.LogsAsync("StartLiveTail", request), "code"));
    }

    private static async Task<OpenTail> TailAsync(LogBook book, StartLiveTailRequest request)
    {
        var answer = await book.Client.StartLiveTailAsync(request, Stop);
        var events = answer.ResponseStream.GetAsyncEnumerator(Stop);
        while (await events.MoveNextAsync())
        {
            if (events.Current is LiveTailSessionStart start)
            {
                return new OpenTail(answer, events, start);
            }
        }

        throw new InvalidDataException("The stream ended before its session began.");
    }

    private sealed record OpenTail(StartLiveTailResponse Answer, IAsyncEnumerator<IEventStreamEvent> Events, LiveTailSessionStart Start) : IAsyncDisposable
    {
        public async Task<LiveTailSessionUpdate> NextAsync()
        {
            Assert.True(await Events.MoveNextAsync());
            return Assert.IsType<LiveTailSessionUpdate>(Events.Current);
        }

        public async ValueTask DisposeAsync()
        {
            Answer.Dispose();
            await Events.DisposeAsync();
        }
    }
}
