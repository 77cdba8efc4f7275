using Dashboard.Store;
using Dashboard.Store.Audit;

namespace Dashboard.Hosting;

/// <summary>The command <c>dashboard verify-audit</c>: says whether the audit log of the data folder is as the dashboard wrote it. It changes nothing and may run beside the dashboard.</summary>
internal static class VerifyAudit
{
    public const string Name = "verify-audit";

    /// <returns>0 where all is well, 1 where something was changed by other hands.</returns>
    /// <exception cref="StartRefusedException">There is no audit log, or it is of another version.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find() });
        var options = DashboardOptions.Read(builder.Configuration, builder.Environment.ContentRootPath);
        if (!File.Exists(options.DatabaseFile))
        {
            throw new StartRefusedException($"There is no audit log at {options.DatabaseFile}. Say where it is with Dashboard__DataFolder.");
        }

        await using var services = new ServiceCollection().AddStore(_ => options.DatabaseFile).BuildServiceProvider();
        var verifier = services.GetRequiredService<AuditVerifier>();
        if (!await verifier.IsCurrentAsync())
        {
            throw new StartRefusedException($"The audit log at {options.DatabaseFile} is of another version. Start this dashboard on it once.");
        }

        var verdict = await verifier.VerifyAsync();
        foreach (var finding in verdict.Findings)
        {
            await output.WriteLineAsync(finding);
        }

        await output.WriteLineAsync(verdict.Findings.Count == 0
            ? $"The audit log is as it was written: {verdict.Links} links, the last {verdict.LastHash ?? "none"}."
            : $"The audit log was changed by other hands: {verdict.Findings.Count} findings over {verdict.Links} links.");
        return verdict.Findings.Count == 0 ? 0 : 1;
    }
}
