using Dashboard.Hosting;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>The setting that lets old rows go.</summary>
public sealed class AuditRetentionHostTests : AuditTest
{
    [Theory]
    [InlineData(null, 2)]
    [InlineData(31, 2)]
    [InlineData(29, 1)]
    public async Task Rows_leave_once_they_are_older_than_the_setting_says_and_never_without_it(int? days, int left)
    {
        await Log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", Execution, "old"), "no", Cancel);
        Time.Advance(TimeSpan.FromDays(29));
        await Log.RefuseAsync(new AuditEntry("sato", "Viewer", null, "Stop", Execution, "young"), "no", Cancel);
        using var host = new AuditRetentionHost(new DashboardOptions { AuditRetentionDays = days }, Services.GetRequiredService<AuditRetention>(), Time, NullLogger<AuditRetentionHost>.Instance);
        await host.StartAsync(Cancel);
        Time.Advance(TimeSpan.FromHours(1));
        await UntilAsync(async () => (await Log.ListAsync(null, 9, Cancel)).Count == left);
        await host.StopAsync(Cancel);
        Assert.Empty((await Services.GetRequiredService<AuditVerifier>().VerifyAsync(Cancel)).Findings);
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        while (!await done())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
