using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;

namespace Dashboard.Hosting;

/// <summary>The command <c>dashboard verify-audit [HASH]</c>: says whether the audit log of the data folder is as the dashboard wrote it. A hash that it printed earlier must still be in the chain. It changes nothing and may run beside the dashboard.</summary>
internal static class VerifyAudit
{
    public const string Name = "verify-audit";

    /// <summary>The exit code where nothing can be said: a script must not take that for either of the answers.</summary>
    public const int NotVerified = 2;

    /// <returns>0 where all is well, 1 where something was changed by other hands.</returns>
    /// <exception cref="StartRefusedException">There is no audit log, it is of another version, or no database.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var noted = args is [[not '-', ..] first, ..] ? first : null;
        if (noted is not null && !(noted.Length == 64 && noted.All(char.IsAsciiHexDigit)))
        {
            throw new StartRefusedException($"verify-audit takes a hash that it printed before, of 64 characters 0-9a-f; '{noted}' is none.");
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = noted is null ? args : args[1..], ContentRootPath = ContentRoot.Find() });
        var options = DashboardOptions.Read(builder.Configuration, builder.Environment.ContentRootPath);
        if (!File.Exists(options.DatabaseFile))
        {
            throw new StartRefusedException($"There is no audit log at {options.DatabaseFile}. Say where it is with Dashboard__DataFolder.");
        }

        await using var services = new ServiceCollection().AddStore(_ => options.DatabaseFile).BuildServiceProvider();
        var verdict = await VerifyAsync(services.GetRequiredService<AuditVerifier>(), options.DatabaseFile, noted?.ToLowerInvariant());
        foreach (var finding in verdict.Findings)
        {
            await output.WriteLineAsync(finding);
        }

        if (verdict.Retention is { } gone)
        {
            await output.WriteLineAsync($"Retention removed links 1 to {gone.UpTo}: last, on {gone.At:yyyy-MM-dd HH:mm:ss} UTC, {gone.Rows} rows of before {gone.Before:yyyy-MM-dd HH:mm:ss} UTC.");
        }

        await output.WriteLineAsync(verdict.Findings.Count == 0
            ? $"The audit log is as it was written: {verdict.Links} links, the last {verdict.LastHash ?? "none"}."
            : $"The audit log was changed by other hands: {verdict.Findings.Count} findings over {verdict.Links} links.");
        return verdict.Findings.Count == 0 ? 0 : 1;
    }

    private static async Task<AuditVerdict> VerifyAsync(AuditVerifier verifier, string file, string? noted)
    {
        try
        {
            return await verifier.IsCurrentAsync() ? await verifier.VerifyAsync(noted)
                : throw new StartRefusedException($"The audit log at {file} is of another version. Start this dashboard on it once.");
        }
        catch (SqliteException e)
        {
            throw new StartRefusedException($"The audit log at {file} cannot be read: {e.Message}", e);
        }
    }
}
