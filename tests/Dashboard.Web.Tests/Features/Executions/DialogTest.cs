using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Features.Executions;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>A dialog of the execution page, opened by somebody who may, on a scripted AWS and a store of its own.</summary>
public abstract class DialogTest : BunitContext, IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");

    private protected ScriptedAws Aws { get; } = new();

    protected IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = default!;

    protected BunitAuthorizationContext Person { get; private set; } = default!;

    protected AuditLog Audit => Services.GetRequiredService<AuditLog>();

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    protected AngleSharp.Dom.IElement Reason => Dialogs.Find("input.text-input");

    protected AngleSharp.Dom.IElement Confirm => Dialogs.FindAll(".mud-dialog-actions button")[1];

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices();

        // No two audit rows are of the same millisecond, so their order is certain.
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) });
        Services.AddStore(_ => _file).AddAws(_ => new AwsConnection(new Uri("http://aws.test"), "ap-northeast-1", "key", "secret")).AddLive(new ConfigurationBuilder().Build());
        Services.AddSingleton(Aws.StepFunctions).AddActions().AddSingleton<DashboardOptions>().AddExecutionPage();
        Person = AddAuthorization().SetAuthorized("sato").SetRoles(nameof(Role.Operator));
        await Services.PrepareStoreAsync(Cancel);
        Aws.Add(Some.Arn, Some.Parallel).Input = """{"day":"2026-11-23"}""";
        Dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    private protected async Task OpenAsync<TDialog>(ExecutionPicture picture)
        where TDialog : ComponentBase
    {
        await Dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TDialog>("title", new DialogParameters { { "Picture", picture } }));
        Dialogs.WaitForElement("input.text-input");
    }
}
