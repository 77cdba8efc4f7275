using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Features.Executions;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Groups;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>The list of groups on the sandbox, over HTTP.</summary>
public sealed class GroupListTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"groups-{Guid.NewGuid():n}.db");
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();
    private SandboxServer _sandbox = default!;
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;
    private BunitAuthorizationContext _person = default!;
    private Task _feed = Task.CompletedTask;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true }, Cancel);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices();
        Services.AddStore(_ => _file).AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret")).AddLive(new ConfigurationBuilder().Build());
        Services.AddActions().AddSingleton<DashboardOptions>().AddSchedulePages().AddExecutionPage();
        _person = AddAuthorization().SetAuthorized("sato");
        await Services.PrepareStoreAsync(Cancel);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_feed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsync();
        await _sandbox.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    [InlineData(Role.ScheduleEditor)]
    public async Task Everybody_sees_empty_and_full_groups_and_who_deploys_them_and_only_an_administrator_can_change_them(Role role)
    {
        await GroupAsync("empty", "<img src=x onerror=alert(1)>");
        await GroupAsync("full");
        await ScheduleAsync("full", "a");
        await ScheduleAsync("full", "b", "DISABLED");
        var list = await RenderAsync(role);
        list.WaitForAssertion(() => Assert.Equal(["default", "empty", "full"], list.FindAll("tbody th").Select(t => t.TextContent.Trim())), Patience);
        list.WaitForAssertion(() => Assert.Contains("2 (1 on, 1 off)", Row(list, "full").TextContent, StringComparison.Ordinal), Patience);
        list.WaitForAssertion(() => Assert.Contains("CloudFormation (<img src=x onerror=alert(1)>)", Row(list, "empty").TextContent, StringComparison.Ordinal), Patience);
        Assert.Empty(list.FindAll("img"));
        Assert.Contains("no schedules", Row(list, "empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(list.FindAll(".group-delete button"));
        Assert.Contains("Administrator", list.Find("#group-block").TextContent, StringComparison.Ordinal);
        Assert.True(list.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("", "1 to 64 letters")]
    [InlineData("with space", "1 to 64 letters")]
    [InlineData("夜間", "1 to 64 letters")]
    [InlineData("a/b", "1 to 64 letters")]
    [InlineData("default", "There is a group of this name.")]
    [InlineData("nightly.close_2-a", "The reason is missing.")]
    public async Task A_name_that_AWS_would_not_take_gets_a_sentence(string name, string sentence)
    {
        var list = await RenderAsync(Role.Administrator);
        list.WaitForElement(".new-group input:enabled", Patience).Input(name);
        list.WaitForAssertion(() => Assert.Contains(sentence, list.Find("#group-block").TextContent, StringComparison.Ordinal), Patience);
        Assert.True(list.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_group_is_made_with_a_reason_and_is_there_at_once()
    {
        var list = await RenderAsync(Role.Administrator);
        list.WaitForElement(".new-group input:enabled", Patience).Input("nightly");
        list.FindAll(".new-group input")[1].Input("a new night");
        await list.Find("form").SubmitAsync();
        list.WaitForAssertion(() => Assert.Contains("The group nightly is there.", list.Find(".saved").TextContent, StringComparison.Ordinal), Patience);
        list.WaitForAssertion(() => Row(list, "nightly"), Patience);
        Assert.Equal((AuditState.Done, "CreateSchedule", "a new night"), (await Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel)).Select(r => (r.State, r.Action, r.Reason)).Single());
    }

    [Fact]
    public async Task A_group_with_schedules_is_deleted_once_its_name_is_typed_and_is_seen_going()
    {
        await GroupAsync("full", "nightly");
        for (var i = 0; i < 22; i++)
        {
            await ScheduleAsync("full", $"job-{i:00}");
        }

        var list = await RenderAsync(Role.Administrator);
        list.WaitForAssertion(() => Assert.Contains("22 (22 on, 0 off)", Row(list, "full").TextContent, StringComparison.Ordinal), Patience);
        list.WaitForAssertion(() => Assert.Contains("nightly", Row(list, "full").TextContent, StringComparison.Ordinal), Patience);
        Assert.Null(Row(list, "default").QuerySelector("button"));
        var open = Row(list, "full").QuerySelector("button")!.ClickAsync(new());
        await _dialogs.WaitForElementAsync(".mud-dialog .text-input", Patience);
        Assert.Equal(20, _dialogs.FindAll(".group-names li").Count);
        Assert.Contains("22, of which 22 are on", _dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("and 2 more", _dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("deployed by CloudFormation (nightly)", _dialogs.Markup, StringComparison.Ordinal);
        _dialogs.FindAll(".mud-dialog .text-input")[1].Input("no longer needed");
        _dialogs.FindAll(".mud-dialog .text-input")[0].Input("ful");
        Assert.True(Confirm.HasAttribute("disabled"));
        _dialogs.FindAll(".mud-dialog .text-input")[0].Input("full");
        _dialogs.WaitForAssertion(() => Assert.False(Confirm.HasAttribute("disabled")), Patience);
        await Confirm.ClickAsync(new());
        await open;
        list.WaitForAssertion(() => Assert.Contains("being deleted", Row(list, "full").TextContent, StringComparison.Ordinal), Patience);
        Assert.Null(Row(list, "full").QuerySelector("button"));
        list.WaitForAssertion(() => Assert.DoesNotContain(list.FindAll("tbody th"), t => t.TextContent.Trim() == "full"), Patience);
    }

    private IElement Confirm => _dialogs.FindAll(".mud-dialog-actions button")[1];

    private static IElement Row(IRenderedComponent<GroupList> list, string group) => list.FindAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent.Trim() == group);

    private async Task<IRenderedComponent<GroupList>> RenderAsync(Role role)
    {
        _person.SetRoles(role.ToString());
        _dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
        var feed = Services.GetRequiredService<MachineFeed>();
        _feed = feed.RunAsync(_stop.Token);
        await foreach (var board in feed.WatchAsync(Cancel))
        {
            if (board.SchedulesAsOf is not null)
            {
                break;
            }
        }

        return Render<GroupList>();
    }

    private Task GroupAsync(string name, string? stack = null) =>
        SendAsync($"/schedule-groups/{name}", stack is null ? [] : new JsonObject { ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "aws:cloudformation:stack-name", ["Value"] = stack }) });

    private Task ScheduleAsync(string group, string name, string state = "ENABLED") => SendAsync($"/schedules/{name}", new JsonObject
    {
        ["GroupName"] = group, ["State"] = state, ["ScheduleExpression"] = "cron(0 22 * * ? *)", ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },
        ["Target"] = new JsonObject { ["Arn"] = "arn:aws:lambda:ap-northeast-1:123456789012:function:none", ["RoleArn"] = "arn:aws:iam::123456789012:role/r" },
    });

    private async Task SendAsync(string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_sandbox.Address, path)) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/ap-northeast-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var answer = await _http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
