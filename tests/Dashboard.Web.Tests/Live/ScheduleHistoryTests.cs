using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store.Schedules;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>What is written down of schedules that are changed here, elsewhere and in both places, by one instance and by two.</summary>
public sealed class ScheduleHistoryTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/close";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"history-{Guid.NewGuid():n}.db");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private SandboxServer _sandbox = default!;
    private HistoryInstance _one = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, Time = _time }, Cancel);
        await ElsewhereAsync(HttpMethod.Post, "close", 1);
        _one = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _sandbox.DisposeAsync();
        _http.Dispose();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task The_first_sight_of_a_schedule_is_its_first_version_and_looking_again_is_none()
    {
        var first = Assert.Single(await UntilAsync(1));
        Assert.Equal(("rate(1 hours)", (Guid?)null), (Expression(first), first.AuditId));
        await LookedAgainAsync();
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task What_is_changed_here_is_one_version_each_that_names_its_change_however_the_looks_at_AWS_fall_in_between()
    {
        await UntilAsync(1);
        List<Guid> changes = [];
        for (var i = 2; i <= 12; i++)
        {
            var seen = (await SeenAsync(i - 1)).Detail.Document;
            changes.Add(await _one.ChangeAsync(new EditScheduleChange(seen, [new MemberEdit("ScheduleExpression", $"\"rate({i} hours)\"")], null), $"reason {i}"));
        }

        await LookedAgainAsync();
        var versions = await VersionsAsync();
        Assert.Equal(Enumerable.Range(1, 12).Reverse().Select(i => $"rate({i} hours)"), versions.Select(Expression));
        Assert.Equal([.. changes.AsEnumerable().Reverse().Select(c => (Guid?)c), null], versions.Select(v => v.AuditId));
    }

    [Fact]
    public async Task What_is_changed_elsewhere_is_a_version_that_nobody_here_made()
    {
        await UntilAsync(1);
        await ElsewhereAsync(HttpMethod.Put, "close", 2);
        var versions = await UntilAsync(2);
        Assert.Equal([("rate(2 hours)", (Guid?)null), ("rate(1 hours)", null)], versions.Select(v => (Expression(v), v.AuditId)));
        await LookedAgainAsync();
        Assert.Equal(2, (await VersionsAsync()).Count);
    }

    [Fact]
    public async Task Deleted_and_made_again_it_has_a_version_for_each()
    {
        await UntilAsync(1);
        await ElsewhereAsync(HttpMethod.Delete, "close", 0);
        await UntilAsync(2);
        await ElsewhereAsync(HttpMethod.Post, "close", 1);
        Assert.Equal(["rate(1 hours)", null, "rate(1 hours)"], (await UntilAsync(3)).Select(Expression));
    }

    [Fact]
    public async Task Deleted_here_it_is_one_version_and_what_is_still_seen_of_it_is_none()
    {
        var seen = (await SeenAsync(1)).Detail.Document;
        await UntilAsync(1);
        var edit = await _one.ChangeAsync(new EditScheduleChange(seen, [new MemberEdit("ScheduleExpression", "\"rate(2 hours)\"")], null), "first otherwise");
        var changed = (await SeenAsync(2)).Detail.Document;
        var delete = await _one.ChangeAsync(new DeleteScheduleChange(changed, null), "then not at all");

        // A look at all schedules that began before the deletion is noted after it.
        Assert.Equal(0, await _one.Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = changed }, null, Cancel));
        Assert.Equal(0, await _one.Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [Arn] = seen }, null, Cancel));
        await LookedAgainAsync();
        Assert.Equal([delete, edit, (Guid?)null], (await VersionsAsync()).Select(v => v.AuditId));
    }

    [Fact]
    public async Task A_restart_writes_nothing_again_and_finds_what_was_changed_and_deleted_meanwhile()
    {
        await ElsewhereAsync(HttpMethod.Post, "other", 1);
        await UntilAsync(1);
        await LookedAgainAsync();
        await _one.DisposeAsync();
        await ElsewhereAsync(HttpMethod.Delete, "other", 0);
        _one = await StartAsync();
        await LookedAgainAsync();
        Assert.Single(await VersionsAsync());
        Assert.Equal([null, "rate(1 hours)"], (await _one.Versions.ListAsync(Arn.Replace("close", "other", StringComparison.Ordinal), cancellationToken: Cancel)).Select(Expression));
    }

    [Fact]
    public async Task Two_instances_that_see_the_same_change_write_one_version()
    {
        await using var two = await StartAsync();
        await UntilAsync(1);
        for (var i = 2; i <= 8; i++)
        {
            await ElsewhereAsync(HttpMethod.Put, "close", i);
            await UntilAsync(i);
        }

        await LookedAgainAsync();
        Assert.Equal(8, (await VersionsAsync()).Count);
    }

    [Fact]
    public async Task Many_who_note_the_same_at_once_write_one_version()
    {
        await using var two = await StartAsync();
        var document = ScheduleDocument.Parse($$"""{"Arn":"{{Arn}}-new","ScheduleExpression":"rate(1 day)","LastModificationDate":1795000000}""");
        var added = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => (i % 2 == 0 ? _one : two).Versions.NoteAsync(new Dictionary<string, ScheduleDocument?> { [$"{Arn}-new"] = document }, null, Cancel))));
        Assert.Equal(1, added.Sum());
    }

    private Task<HistoryInstance> StartAsync() => HistoryInstance.StartAsync(_sandbox.Address, _file, _time);

    private Task<IReadOnlyList<ScheduleVersion>> VersionsAsync() => _one.Versions.ListAsync(Arn, cancellationToken: Cancel);

    private Task<IReadOnlyList<ScheduleVersion>> UntilAsync(int count) => PumpAsync(async () => await VersionsAsync() is { } versions && versions.Count >= count ? versions : null);

    private Task<ScheduleView> SeenAsync(int hours) => PumpAsync(() => Task.FromResult(_one.Feed.Current.FindSchedule("default", "close") is { } seen && seen.Detail.Expression == $"rate({hours} hours)" ? seen : null));

    // What comes after it is written down after it: once a new schedule has its version, all that was seen before was noted.
    private async Task LookedAgainAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var name = $"marker-{Guid.NewGuid():n}";
            await ElsewhereAsync(HttpMethod.Post, name, 1);
            await PumpAsync(async () => await _one.Versions.ListAsync(Arn.Replace("close", name, StringComparison.Ordinal), cancellationToken: Cancel) is { Count: > 0 } there ? there : null);
        }
    }

    // Time goes on until it is so.
    private async Task<T> PumpAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (await look() is { } found)
            {
                return found;
            }

            _time.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    private static string? Expression(ScheduleVersion version) => version.Document is { } json ? ScheduleDocument.Parse(json).Text("ScheduleExpression") : null;

    private async Task ElsewhereAsync(HttpMethod method, string name, int hours)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var body = new JsonObject
        {
            ["ScheduleExpression"] = $"rate({hours} hours)", ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" }, ["State"] = "DISABLED",
            ["Target"] = new JsonObject { ["Arn"] = "arn:aws:lambda:ap-northeast-1:123456789012:function:none", ["RoleArn"] = "arn:aws:iam::123456789012:role/r" },
        };
        using var request = new HttpRequestMessage(method, new Uri(_sandbox.Address, $"/schedules/{name}")) { Content = method == HttpMethod.Delete ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/ap-northeast-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var answer = await _http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
