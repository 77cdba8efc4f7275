using Amazon.CloudWatchLogs.Model;
using Dashboard.Aws;
using Dashboard.Aws.Logs;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs;

public sealed class LogsGatewayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tail_says_when_it_follows_then_shows_lines_and_ends_with_the_reason()
    {
        await using var book = await LogBook.OpenAsync();
        await using var tail = book.Gateway.FollowAsync(new LogTail([LogBook.Arn], "ERROR"), Stop).GetAsyncEnumerator(Stop);
        Assert.Empty((await NextAsync(tail)).Lines);
        await book.WriteAsync("a", "ERROR 夜間", "fine");
        book.Sandbox.Pass(1);
        Assert.Equal([new LogMatch("a", Some.Start, "ERROR 夜間")], (await NextAsync(tail)).Lines);
        book.Sandbox.Pass(3 * 3600);
        LogTailUpdate last;
        do
        {
            last = await NextAsync(tail);
        }
        while (last.End is null);
        Assert.Equal(LogTailEnd.TimedOut, last.End);
        Assert.False(await tail.MoveNextAsync());
    }

    [Fact]
    public async Task A_tail_beyond_the_accounts_sessions_ends_at_once()
    {
        await using var book = await LogBook.OpenAsync();
        List<StartLiveTailResponse> tails = [];
        while (tails.Count < 15)
        {
            tails.Add(await book.Client.StartLiveTailAsync(new StartLiveTailRequest { LogGroupIdentifiers = [LogBook.Arn] }, Stop));
        }

        await using var surplus = book.Gateway.FollowAsync(new LogTail([LogBook.Arn]), Stop).GetAsyncEnumerator(Stop);
        Assert.Equal(LogTailEnd.TooManySessions, (await NextAsync(surplus)).End);
        tails.ForEach(t => t.Dispose());
    }

    [Fact]
    public async Task A_tail_whose_server_goes_away_is_broken_off()
    {
        var book = await LogBook.OpenAsync();
        await using var tail = book.Gateway.FollowAsync(new LogTail([LogBook.Arn]), Stop).GetAsyncEnumerator(Stop);
        await NextAsync(tail);
        await book.Sandbox.DisposeAsync();
        Assert.Equal(LogTailEnd.Broken, (await NextAsync(tail)).End);
        await book.DisposeAsync();
    }

    [Fact]
    public async Task A_cancelled_tail_stops_and_frees_its_session()
    {
        await using var book = await LogBook.OpenAsync();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var tail = book.Gateway.FollowAsync(new LogTail([LogBook.Arn]), leave.Token).GetAsyncEnumerator(leave.Token);
        await NextAsync(tail);
        var next = tail.MoveNextAsync().AsTask();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_tail_that_AWS_does_not_understand_is_refused()
    {
        await using var book = await LogBook.OpenAsync();
        await using var tail = book.Gateway.FollowAsync(new LogTail([LogBook.Arn], "{ $.a"), Stop).GetAsyncEnumerator(Stop);
        Assert.Equal(AwsFailure.Refused, (await Assert.ThrowsAsync<AwsRequestException>(() => NextAsync(tail))).Kind);
    }

    [Fact]
    public async Task A_search_asks_for_the_next_page_only_when_it_is_wanted()
    {
        await using var book = await LogBook.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await book.WriteAsync("a", Enumerable.Range(i * 6000, 6000).Select(n => $"ERROR {n}"));
        }

        await book.WriteAsync("b", "ERROR elsewhere", "fine");
        await using var found = book.Gateway.SearchAsync(new LogSearch("/jobs", "ERROR", LogStreams: ["a"]), Stop).GetAsyncEnumerator(Stop);
        Assert.True(await found.MoveNextAsync());
        Assert.Equal(("ERROR 0", 1), (found.Current.Message, await SearchesAsync(book)));
        var count = 1;
        while (await found.MoveNextAsync())
        {
            count++;
        }

        Assert.Equal((18_000, 2), (count, await SearchesAsync(book)));
    }

    [Fact]
    public async Task A_search_is_limited_by_time()
    {
        await using var book = await LogBook.OpenAsync();
        await book.WriteAsync("a", "first");
        book.Sandbox.Pass(60);
        await book.WriteAsync("a", "second");
        List<string> found = [];
        await foreach (var line in book.Gateway.SearchAsync(new LogSearch("/jobs", From: Some.Start, Until: Some.Start.AddSeconds(60)), Stop))
        {
            found.Add(line.Message);
        }

        Assert.Equal(["first"], found);
    }

    private static async Task<int> SearchesAsync(LogBook book) =>
        (await book.Sandbox.RestAsync("GET", "/_sandbox/requests"))["Logs_20140328.FilterLogEvents"]!["calls"]!.GetValue<int>();

    private static async Task<LogTailUpdate> NextAsync(IAsyncEnumerator<LogTailUpdate> tail)
    {
        Assert.True(await tail.MoveNextAsync());
        return tail.Current;
    }
}
