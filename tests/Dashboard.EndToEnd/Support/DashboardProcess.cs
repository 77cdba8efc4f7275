using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Dashboard.EndToEnd.Support;

/// <summary>The dashboard as a user starts it: its own process, on free ports, with a data folder of its own.</summary>
public sealed class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _dataFolder;
    private readonly ConcurrentQueue<string> _output = new();

    private DashboardProcess(Process process, string dataFolder, Uri url, Uri sandbox) =>
        (_process, _dataFolder, Url, Sandbox) = (process, dataFolder, url, sandbox);

    public Uri Url { get; }

    /// <summary>Where the sandbox inside listens, in Demo mode.</summary>
    public Uri Sandbox { get; }

    /// <summary>What it wrote, both streams.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>What it wrote into its log file.</summary>
    public string LogFile
    {
        get
        {
            // It is being written to.
            return string.Concat(Directory.GetFiles(Path.Combine(_dataFolder, "logs")).Select(file =>
            {
                using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
                return reader.ReadToEnd();
            }));
        }
    }

    /// <summary>What it takes of the machine now.</summary>
    public (TimeSpan Processor, long Memory) Cost
    {
        get
        {
            _process.Refresh();
            return (_process.TotalProcessorTime, _process.WorkingSet64);
        }
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<DashboardProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var dashboard = Launch(settings);
        using var http = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            try
            {
                if (await http.GetStringAsync(new Uri(dashboard.Url, "/healthz"), limit.Token) == "Healthy")
                {
                    return dashboard;
                }
            }
            catch (HttpRequestException) when (!dashboard._process.HasExited)
            {
                await Task.Yield();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                throw new InvalidOperationException($"The dashboard did not start:\n{dashboard.Output}", e);
            }
        }
    }

    /// <summary>Starts it where it is expected to refuse, and waits until it has ended.</summary>
    public static async Task<DashboardProcess> StartAndEndAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var dashboard = Launch(settings);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        await dashboard._process.WaitForExitAsync(limit.Token);
        return dashboard;
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Directory.Delete(_dataFolder, true);
    }

    private static DashboardProcess Launch(IReadOnlyDictionary<string, string>? settings)
    {
        var data = Directory.CreateTempSubdirectory("dashboard-e2e").FullName;
        var (url, sandbox) = (new Uri($"http://127.0.0.1:{FreePort()}"), new Uri($"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [Assembly(), "--urls", url.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Dashboard__DataFolder"] = data;
        start.Environment["Dashboard__SandboxUrl"] = sandbox.ToString();
        start.Environment["Dashboard__SignInsPerMinute"] = "1000"; // All tests come from one address.
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var dashboard = new DashboardProcess(process, data, url, sandbox);
        process.OutputDataReceived += (_, line) => dashboard._output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => dashboard._output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return dashboard;
    }

    // The build of the same configuration as these tests, run from where it was built: static files are found through its manifest.
    private static string Assembly()
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        var root = build;
        while (!File.Exists(Path.Combine(root.FullName, "Dashboard.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(root.FullName, "src", "Dashboard", "bin", build.Parent!.Name, build.Name, "Dashboard.dll");
    }
}
