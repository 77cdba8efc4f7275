using System.Globalization;
using Bunit;
using Dashboard.Hosting;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Audit;

/// <summary>Something that shows the audit log, on a store of its own.</summary>
public abstract class AuditTest : BunitContext, IAsyncLifetime
{
    protected const string Execution = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly-0412";
    protected const string Schedule = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");

    protected AuditLog Log => Services.GetRequiredService<AuditLog>();

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 18, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices().AddSingleton<TimeProvider>(Time).AddStore(_ => _file).AddSingleton(new DashboardOptions { AuditRetentionDays = 400 });
        await Services.PrepareStoreAsync(Cancel);
        Render<MudPopoverProvider>();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    /// <summary>An action that was done two seconds after it was asked for.</summary>
    protected async Task DoneAsync(AuditEntry entry, string? result = null)
    {
        var ticket = await Log.BeginAsync(entry, Cancel);
        ticket.Answered("req-" + entry.Action);
        Time.Advance(TimeSpan.FromSeconds(2));
        await Log.CompleteAsync(ticket, true, result, Cancel);
    }
}
