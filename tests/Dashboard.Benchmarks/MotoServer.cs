using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Dashboard.Benchmarks;

/// <summary>moto's server on a free port of this machine.</summary>
internal sealed class MotoServer : IDisposable
{
    private MotoServer(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public Uri Address { get; }

    /// <summary>Null where python3 or moto is missing.</summary>
    public static async Task<MotoServer?> StartAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var client = new StepFunctionsClient(address);
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited; await Task.Delay(200))
        {
            try
            {
                // Without this its executions run for ever.
                await client.PostAsync("/moto-api/config", """{"stepfunctions":{"execute_state_machine":true}}""");
                return new MotoServer(process, address);
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }
        }

        return null;
    }

    public void Dispose()
    {
        Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }
}
