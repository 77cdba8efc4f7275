using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Scheduler;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>Groups as everybody sees them, and how often AWS is asked for that.</summary>
public sealed class ScheduleGroupsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"groups-{Guid.NewGuid():n}.db");
    private readonly HttpClient _http = new();
    private SandboxServer _sandbox = default!;
    private ServiceProvider _services = default!;
    private ScheduleGroups _groups = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SchedulerGateway Scheduler => _services.GetRequiredService<SchedulerGateway>();

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true, Time = _time }, Cancel);
        _services = new ServiceCollection().AddLogging().AddStore(_ => _file).AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret"))
            .AddSingleton(new ScheduleDocumentClient(new BasicAWSCredentials("key", "secret"), new AmazonSchedulerConfig { ServiceURL = _sandbox.Address.ToString(), AuthenticationRegion = "ap-northeast-1", MaxErrorRetry = 0 })).BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        _groups = new ScheduleGroups(Scheduler, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_hundred_who_look_cost_one_call_until_some_minutes_have_passed()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _groups.ListAsync(Cancel)));
        Assert.Equal(1, await CallsAsync("ListScheduleGroups"));
        _time.Advance(TimeSpan.FromMinutes(1));
        await _groups.ListAsync(Cancel);
        Assert.Equal(1, await CallsAsync("ListScheduleGroups"));
        _time.Advance(TimeSpan.FromMinutes(1));
        await _groups.ListAsync(Cancel);
        Assert.Equal(2, await CallsAsync("ListScheduleGroups"));
    }

    [Fact]
    public async Task What_is_made_here_is_there_at_once_and_what_is_deleted_is_seen_going()
    {
        Assert.Equal(["default"], (await _groups.ListAsync(Cancel)).Select(g => g.Name));
        var ticket = await _services.GetRequiredService<AuditLog>().BeginAsync(new AuditEntry("sato", "Administrator", null, "CreateSchedule", "arn", "why"), Cancel);
        await Scheduler.CreateGroupAsync(ticket, "nightly", Cancel);
        Assert.Equal([("default", false), ("nightly", false)], (await _groups.ListAsync(Cancel)).Select(g => (g.Name, g.IsDeleting)));
        await Scheduler.DeleteGroupAsync(ticket, "nightly", Cancel);
        Assert.Equal([("default", false), ("nightly", true)], (await _groups.ListAsync(Cancel)).Select(g => (g.Name, g.IsDeleting)));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["default"], (await _groups.ListAsync(Cancel)).Select(g => g.Name));
    }

    [Theory]
    [InlineData("aws:cloudformation:stack-name", "nightly", "CloudFormation (nightly)")]
    [InlineData("managed-by", "Terraform", "Terraform")]
    [InlineData("pulumi:project", "batch", "Pulumi")]
    [InlineData("team", "billing", null)]
    public async Task What_deploys_a_group_is_known_by_its_tags_and_asked_for_once(string key, string value, string? owner)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Address, "/schedule-groups/tagged")) { Content = JsonContent.Create(new JsonObject { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = key, ["Value"] = value }) }) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/ap-northeast-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        (await _http.SendAsync(request, Cancel)).EnsureSuccessStatusCode();
        var arn = (await _groups.ListAsync(Cancel)).Single(g => g.Name == "tagged").Arn;
        var owners = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _groups.OwnerAsync(arn, Cancel)));
        Assert.Equal([owner], owners.Distinct());
        Assert.Equal(1, await CallsAsync("ListTagsForResource"));
    }

    [Fact]
    public async Task Where_AWS_gives_nothing_it_is_not_asked_by_everybody_again_and_soon_is()
    {
        await _http.PutAsJsonAsync(new Uri(_sandbox.Address, "/_sandbox/faults"), new { apis = new Dictionary<string, object> { ["Scheduler.ListScheduleGroups"] = new { serverError = 1.0 } } }, Cancel);
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<AwsRequestException>(() => _groups.ListAsync(Cancel));
        }

        Assert.Equal(1, await CallsAsync("ListScheduleGroups"));
        await _http.DeleteAsync(new Uri(_sandbox.Address, "/_sandbox/faults"), Cancel);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await _groups.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_group_whose_tags_cannot_be_read_has_no_known_owner()
    {
        await _sandbox.DisposeAsync();
        Assert.Null(await _groups.OwnerAsync("arn:aws:scheduler:ap-northeast-1:123456789012:schedule-group/none", Cancel));
    }

    private async Task<long> CallsAsync(string operation) => (await _http.GetFromJsonAsync<JsonObject>(new Uri(_sandbox.Address, "/_sandbox/requests"), Cancel))!
        .Where(c => c.Key.EndsWith("." + operation, StringComparison.Ordinal)).Sum(c => c.Value!["calls"]!.GetValue<long>());
}
