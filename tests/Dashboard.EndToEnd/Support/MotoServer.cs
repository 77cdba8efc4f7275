using System.Diagnostics;

namespace Dashboard.EndToEnd.Support;

/// <summary>moto, another AWS-compatible server, where python3 has it.</summary>
public sealed class MotoServer : IAsyncDisposable
{
    private readonly Process _process;

    private MotoServer(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Null where moto is not installed.</summary>
    public static async Task<MotoServer?> StartAsync(CancellationToken cancellationToken)
    {
        if (!await IsInstalledAsync(cancellationToken))
        {
            return null;
        }

        var port = DashboardProcess.FreePort();
        var process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new MotoServer(process, new Uri($"http://127.0.0.1:{port}"));
        using var http = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                await http.GetAsync(new Uri(server.Url, "/moto-api/"), limit.Token);
                return server;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> IsInstalledAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var check = Process.Start(new ProcessStartInfo("python3", ["-c", "import moto.server"]) { RedirectStandardError = true });
            await check!.WaitForExitAsync(cancellationToken);
            return check.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
