using System.Globalization;
using System.Net.Http.Json;
using Bunit;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Live;
using Dashboard.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>What a person is shown before a schedule is changed.</summary>
public sealed class ScheduleDialogTests : BunitContext
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'&夜";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly ScheduleDocument Seen = ScheduleDocument.Parse("""
        {"Name":"nightly","GroupName":"batch","ScheduleExpression":"cron(0 10 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","State":"ENABLED","EndDate":1900000000,"Target":{"Input":"{}"}}
        """);

    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public ScheduleDialogTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices().AddSchedulePages();
        _dialogs = Render<MudDialogProvider>();
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private ScheduleDialogs Dialogs => Services.GetRequiredService<ScheduleDialogs>();

    [Fact]
    public async Task Without_a_reason_nothing_is_confirmed_and_with_one_it_is_handed_on()
    {
        var asked = Ask([new("State", "\"DISABLED\"")]);
        var input = await _dialogs.WaitForElementAsync(".mud-dialog label input");
        Assert.True(Confirm.HasAttribute("disabled"));
        input.Input("   ");
        Assert.True(Confirm.HasAttribute("disabled"));
        _dialogs.Find(".mud-dialog label input").Input("month end");
        Assert.Contains("It starts nothing any more", _dialogs.Markup, StringComparison.Ordinal);
        await Confirm.ClickAsync(new());
        Assert.Equal("month end", await asked);
    }

    [Fact]
    public async Task Cancelled_there_is_no_reason_at_all()
    {
        var asked = Ask([new("State", "\"DISABLED\"")]);
        (await _dialogs.WaitForElementAsync(".mud-dialog label input")).Input("month end");
        await _dialogs.FindAll(".mud-dialog button")[^2].ClickAsync(new());
        Assert.Null(await asked);
    }

    [Fact]
    public async Task What_changes_stands_before_and_after_and_hostile_text_is_only_text()
    {
        _ = Ask([new("ScheduleExpression", "\"cron(0 11 * * ? *)\""), new("EndDate", "1900003600"), new("Description", System.Text.Json.JsonSerializer.Serialize(Hostile)), new(Hostile, "1")], $"Terraform {Hostile}");
        var table = await _dialogs.WaitForElementAsync(".mud-dialog table");
        Assert.Equal(
            ["Expression|cron(0 10 * * ? *)|cron(0 11 * * ? *)", "Until|2030-03-18 02:46:40 JST|2030-03-18 03:46:40 JST", $"Description|–|{Hostile}", $"{Hostile}|–|1"],
            table.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))));
        Assert.Empty(_dialogs.FindAll(".mud-dialog img"));
        Assert.Contains($"Terraform {Hostile} also writes this schedule", _dialogs.Find(".mud-dialog .caution").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws:cloudformation:stack-name", "nightly-stack", "CloudFormation (nightly-stack)")]
    [InlineData("ManagedBy", "Terraform", "Terraform")]
    [InlineData("pulumi:project", "batch", "Pulumi")]
    [InlineData("team", "night shift", null)]
    public async Task What_else_writes_the_group_is_told_by_its_tags_and_warned_of_before_saving(string key, string value, string? owner)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true }, Cancel);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sandbox.Address, "/schedule-groups/batch")) { Content = JsonContent.Create(new { Tags = new[] { new { Key = key, Value = value } } }, options: new()) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/ap-northeast-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var made = await http.SendAsync(request, Cancel);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Cancel));
        await using var aws = new ServiceCollection().AddLogging().AddAws(_ => new AwsConnection(sandbox.Address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
        var gateway = aws.GetRequiredService<SchedulerGateway>();
        var group = Assert.Single(await gateway.ListGroupsAsync(Cancel), g => g.Name == "batch");
        var found = await new ScheduleGroups(gateway, TimeProvider.System).OwnerAsync(group.Arn, Cancel);
        Assert.Equal(owner, found);

        _ = Ask([new("State", "\"DISABLED\"")], found);
        await _dialogs.WaitForElementAsync(".mud-dialog label input");
        Assert.Equal(owner is null ? [] : [$"{owner} also writes this schedule: its next deployment will undo this change. Change it there too."], _dialogs.FindAll(".mud-dialog .caution").Select(c => c.TextContent.Trim()));
    }

    private AngleSharp.Dom.IElement Confirm => _dialogs.FindAll(".mud-dialog button")[^1];

    private Task<string?> Ask(System.Collections.Immutable.ImmutableArray<MemberEdit> edits, string? owner = null) => _dialogs.InvokeAsync(() => Dialogs.AskToChangeAsync(Seen, edits, Now, owner));
}
