using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Dashboard.EndToEnd.Support;

/// <summary>A dashboard in Personal mode on the demonstration's sandbox that is killed again and again, and keeps its data.</summary>
public sealed class KillableDashboard(DemoSite site, CancellationToken cancellationToken) : IDisposable
{
    // What an earlier process left open is looked at when it is so old, at the next start.
    private static readonly TimeSpan Consistent = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _data = Directory.CreateTempSubdirectory("killed").FullName;

    /// <summary>How often it was killed without having got so far as it was to.</summary>
    public int Missed { get; private set; }

    /// <summary>How often it is killed in the middle of much work.</summary>
    public static int Kills => int.Parse(Environment.GetEnvironmentVariable("DASHBOARD_KILLS") ?? "2", CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_data, true);

    /// <summary>Starts it again, with a program that is signed in.</summary>
    public async Task<(DashboardProcess Dashboard, ProgramClient Program)> StartAsync()
    {
        var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string>(TeamSite.Aws(site)) { ["Dashboard__Mode"] = "Personal", ["Dashboard__Token"] = PersonalSite.Token, ["Dashboard__DataFolder"] = _data }, cancellationToken);
        return (dashboard, await ProgramClient.SignInByLinkAsync(dashboard.Url, PersonalSite.Token, cancellationToken));
    }

    /// <summary>Starts it again, and waits until it knows what came of everything that was cut off.</summary>
    public async Task<(DashboardProcess Dashboard, ProgramClient Program)> SettleAsync()
    {
        var (dashboard, program) = await StartAsync();
        while ((await program.AuditAsync("?state=open", cancellationToken)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken); // Its first look comes with its first minute.
        }

        return (dashboard, program);
    }

    /// <summary>Starts it, asks for something while AWS behaves in some way, and kills it as soon as that has got so far.</summary>
    /// <param name="prepare">Done before, while AWS behaves well.</param>
    /// <param name="reached">Whether it has got so far; where it never does, it is killed all the same.</param>
    /// <returns>What was answered before; null where nothing was.</returns>
    public async Task<HttpStatusCode?[]> KillAsync(
        Dictionary<string, object> faults, Func<ProgramClient, Task> prepare, Func<ProgramClient, IEnumerable<Task<HttpStatusCode?>>> ask, Func<ProgramClient, IReadOnlyList<Task<HttpStatusCode?>>, Task<bool>> reached)
    {
        var left = DateTimeOffset.UtcNow - Consistent;
        var (dashboard, program) = await StartAsync();
        await using var _ = dashboard;
        using var _1 = program;
        while ((await program.AuditAsync("?state=open", cancellationToken)).Any(r => DateTimeOffset.Parse((string)r!["at"]!, CultureInfo.InvariantCulture) < left))
        {
            await Task.Yield(); // It would meet the faults that are meant for what is asked now.
        }

        await prepare(program);
        await site.Sandbox.SetFaultsAsync(faults, cancellationToken);
        try
        {
            List<Task<HttpStatusCode?>> asked = [.. ask(program)];
            var watch = Stopwatch.StartNew();
            bool isThere;
            while (!(isThere = await reached(program, asked)) && watch.Elapsed < Patience)
            {
                await Task.Yield();
            }

            Missed += isThere ? 0 : 1;

            await dashboard.KillAsync();
            return await Task.WhenAll(asked);
        }
        finally
        {
            await site.Sandbox.SetFaultsAsync([], cancellationToken);
        }
    }

    /// <summary>Asks for a change of a process that may be killed meanwhile: then there is no answer.</summary>
    public async Task<HttpStatusCode?> AskAsync(ProgramClient program, string path, object body)
    {
        try
        {
            return (await program.PostAsync(path, body, cancellationToken)).Status;
        }
        catch (HttpRequestException)
        {
            return null; // The process is gone.
        }
    }
}
