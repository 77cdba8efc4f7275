using System.Globalization;
using Bunit;
using Dashboard.Actions;
using Dashboard.Features.Executions;
using Dashboard.Hosting;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class RerunDialogTests : BunitContext, IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly ScriptedAws _aws = new();
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices();
        Services.AddStore(_ => _file).AddSingleton(_aws.StepFunctions).AddSingleton<ActionRunner>().AddSingleton<DashboardOptions>().AddExecutionPage();
        AddAuthorization().SetAuthorized("sato").SetRoles(nameof(Role.Operator));
        await Services.PrepareStoreAsync(Cancel);
        _aws.Add(Some.Arn, Some.Parallel).Input = """{"day":"2026-11-23"}""";
        _dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task Without_a_reason_it_cannot_be_started()
    {
        await OpenAsync();
        Assert.True(Start.HasAttribute("disabled"));
        Reason.Input("late file");
        Assert.False(Start.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Wrong_JSON_says_where_keeps_what_was_typed_and_cannot_be_started()
    {
        await OpenAsync();
        Reason.Input("late file");
        _dialogs.FindAll("input[type=radio]")[1].Change(true);
        Assert.Contains("\"day\": \"2026-11-23\"", _dialogs.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        _dialogs.Find("textarea").Input("{\n  \"day\": oops\n}");
        Assert.Equal("This is not JSON: line 2, column 10. Nothing was started.", _dialogs.Find("#rerun-input-problem").TextContent);
        Assert.True(Start.HasAttribute("disabled"));
        Assert.Equal("{\n  \"day\": oops\n}", _dialogs.Find("textarea").GetAttribute("value"));
        _dialogs.Find("textarea").Input("{}");
        Assert.False(Start.HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_doubled_click_starts_once_and_leads_to_the_new_execution()
    {
        await OpenAsync();
        Reason.Input("late file");

        // The second click was on its way before the button was disabled.
        var click = _dialogs.FindComponents<MudButton>()[1].Instance.OnClick;
        await _dialogs.InvokeAsync(() => Task.WhenAll(click.InvokeAsync(), click.InvokeAsync()));
        _dialogs.WaitForAssertion(() => Assert.Contains("/executions/arn:aws:states:ap-northeast-1:123456789012:execution:Pare:rerun-", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(1, _aws.Count("StartExecution"));
        Assert.Single(await Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task What_AWS_refuses_is_said_in_the_dialog_and_what_was_typed_stays()
    {
        await OpenAsync();
        Reason.Input("late file");
        _aws.Down = "AccessDeniedException";
        await Start.ClickAsync(new());
        _dialogs.WaitForAssertion(() => Assert.Contains("permissions", _dialogs.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("late file", Reason.GetAttribute("value"));
    }

    private AngleSharp.Dom.IElement Reason => _dialogs.Find("input.text-input");

    private AngleSharp.Dom.IElement Start => _dialogs.FindAll(".mud-dialog-actions button")[1];

    private async Task OpenAsync()
    {
        var detail = await _aws.StepFunctions.DescribeExecutionAsync(Some.Arn, Cancel);
        await _dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<RerunDialog>("Rerun", new DialogParameters<RerunDialog> { { d => d.Execution, detail } }));
        _dialogs.WaitForElement("input.text-input");
    }
}
