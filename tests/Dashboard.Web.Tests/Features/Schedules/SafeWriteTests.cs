using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>10,000 random schedules with a random edit of one field each, through the form's road: nothing else changes by a byte. DASHBOARD_SCHEDULES sets another number, DASHBOARD_SEED another seed.</summary>
public sealed class SafeWriteTests : IAsyncLifetime
{
    private static readonly int Schedules = int.Parse(Environment.GetEnvironmentVariable("DASHBOARD_SCHEDULES") ?? "10000", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("DASHBOARD_SEED") ?? "20261126", CultureInfo.InvariantCulture);
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"safe-write-{Guid.NewGuid():n}.db");
    private readonly SchedulerInMemory _aws;
    private AuditTicket _ticket = default!;

    public SafeWriteTests() => _aws = new SchedulerInMemory(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var store = new ServiceCollection().AddLogging().AddStore(_ => _file).BuildServiceProvider();
        await store.PrepareStoreAsync(Cancel);
        _ticket = await store.GetRequiredService<AuditLog>().BeginAsync(new AuditEntry("sato", "ScheduleEditor", null, "ChangeSchedule", "arn", "why"), Cancel);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_edit_of_one_field_changes_nothing_else_by_a_byte()
    {
        var random = new Random(Seed);
        using var gateway = _aws.Gateway();
        for (var i = 0; i < Schedules; i++)
        {
            _aws.Held = RandomSchedule.Create(random);
            var before = Members(_aws.Held);
            var draft = RandomSchedule.Edit(ScheduleDraft.Of((await gateway.GetAsync("batch", "nightly", Cancel)).Document), random);
            await gateway.UpdateAsync(_ticket, draft.Base, Waited(draft), Cancel);
            AssertOnly(draft, before, Members(_aws.Held), $"schedule {i}");
        }
    }

    [Fact]
    public async Task With_another_writer_in_between_neither_loses_anything()
    {
        var random = new Random(Seed + 1);
        using var gateway = _aws.Gateway();
        var conflicts = 0;
        for (var i = 0; i < Schedules; i++)
        {
            _aws.Held = RandomSchedule.Create(random);
            var mine = RandomSchedule.Edit(ScheduleDraft.Of((await gateway.GetAsync("batch", "nightly", Cancel)).Document), random);
            var theirs = RandomSchedule.Edit(ScheduleDraft.Of(mine.Base), random);
            _aws.Replace((JsonObject)JsonNode.Parse(theirs.Schedule.Document.ToSend(_time.GetUtcNow()).Json)!);
            var now = Members(_aws.Held);
            if (!theirs.IsChanged)
            {
                await gateway.UpdateAsync(_ticket, mine.Base, mine.Edits, Cancel);
                continue;
            }

            // What the form never saw is not overwritten.
            conflicts++;
            Assert.Equal(AwsFailure.Conflict, (await Assert.ThrowsAsync<AwsRequestException>(() => gateway.UpdateAsync(_ticket, mine.Base, mine.Edits, Cancel))).Kind);
            Assert.Equal(now, Members(_aws.Held));

            // Seen, and put on top.
            var on = mine.On((await gateway.GetAsync("batch", "nightly", Cancel)).Document);
            await gateway.UpdateAsync(_ticket, on.Base, on.Edits, Cancel);
            AssertOnly(on, now, Members(_aws.Held), $"schedule {i}");
        }

        Assert.True(conflicts > Schedules / 2);
    }

    [Fact]
    public async Task Killed_at_any_step_AWS_holds_all_of_it_or_nothing_and_says_which()
    {
        var random = new Random(Seed + 2);
        var done = 0;
        for (var i = 0; i < Schedules; i++)
        {
            using var gateway = _aws.Gateway();
            _aws.Held = RandomSchedule.Create(random);
            var before = Members(_aws.Held);
            var draft = RandomSchedule.Edit(ScheduleDraft.Of((await gateway.GetAsync("batch", "nightly", Cancel)).Document), random);

            // Read, write, read back: killed before or after any of them.
            var (step, late) = (random.Next(1, 4), random.Next(2) == 1);
            _aws.Requests = 0;
            Action<int> kill = number =>
            {
                if (number == step)
                {
                    throw new HttpRequestException("killed");
                }
            };
            _aws.Before = late ? Nothing : kill;
            _aws.After = late ? kill : Nothing;
            await Assert.ThrowsAsync<AwsRequestException>(() => gateway.UpdateAsync(_ticket, draft.Base, draft.Edits, Cancel));
            (_aws.Before, _aws.After) = (Nothing, Nothing);

            var change = new EditScheduleChange(draft.Base, draft.Edits, null);
            var held = (await gateway.GetAsync("batch", "nightly", Cancel)).Document;
            if (ScheduleDocument.Differences(held, held.With(EditScheduleChange.Read(change.After!))).IsEmpty)
            {
                done++;
                AssertOnly(draft, before, Members(_aws.Held), $"schedule {i}");
            }
            else
            {
                Assert.Equal(before, Members(_aws.Held));
            }
        }

        Assert.InRange(done, Schedules / 4, Schedules);
    }

    private static void Nothing(int request)
    {
    }

    // A change can have to wait for a second person: as data, in the database.
    private static ImmutableArray<MemberEdit> Waited(ScheduleDraft draft)
    {
        var change = JsonSerializer.Deserialize<EditScheduleChange>(JsonSerializer.Serialize(new EditScheduleChange(draft.Base, draft.Edits, null)))!;
        Assert.Equal(draft.Base.Json, change.Seen.Json);
        return change.Edits;
    }

    private static void AssertOnly(ScheduleDraft draft, SortedDictionary<string, string> before, SortedDictionary<string, string> after, string which)
    {
        foreach (var (path, json) in draft.Changes)
        {
            var pointer = "/" + path;
            foreach (var inside in before.Keys.Where(k => k == pointer || k.StartsWith(pointer + "/", StringComparison.Ordinal)).ToList())
            {
                before.Remove(inside);
            }

            if (json is not null)
            {
                before[pointer] = JsonNode.Parse(json)!.ToJsonString(Plain);
            }
        }

        // AWS says what it takes where nothing is given.
        before.TryAdd("/State", "\"ENABLED\"");
        before.TryAdd("/ScheduleExpressionTimezone", "\"UTC\"");
        Assert.True(before.SequenceEqual(after), $"{which}: {string.Join("; ", before.Except(after))} became {string.Join("; ", after.Except(before))}");
    }

    /// <summary>Every member but when it was written, as AWS holds it, to the byte.</summary>
    private static SortedDictionary<string, string> Members(JsonObject schedule)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk("", schedule);
        members.Remove("/LastModificationDate");
        return members;

        void Walk(string path, JsonNode? node)
        {
            if (node is JsonObject { Count: > 0 } inner)
            {
                foreach (var (name, value) in inner)
                {
                    Walk($"{path}/{name}", value);
                }
            }
            else
            {
                members[path] = node?.ToJsonString(Plain) ?? "null";
            }
        }
    }
}
