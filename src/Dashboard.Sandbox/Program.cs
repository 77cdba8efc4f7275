using System.Globalization;

namespace Dashboard.Sandbox;

/// <summary>The sandbox as a program of its own.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine([.. args.Where(a => a is not ("--empty" or "--demo" or "--quotas"))]).Build();
        var defaults = new SandboxOptions();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            await using var server = await SandboxServer.StartAsync(
                defaults with
                {
                    Url = settings["urls"] ?? defaults.Url,
                    Region = settings["region"] ?? defaults.Region,
                    RegionFromRequests = settings["region"] is null,
                    WorkflowsFolder = settings["workflows"] ?? defaults.WorkflowsFolder,
                    MocksFile = settings["mocks"],
                    Empty = args.Contains("--empty"),
                    Demo = args.Contains("--demo"),
                    Quotas = args.Contains("--quotas"),
                    KeptExecutions = int.TryParse(settings["kept-executions"], CultureInfo.InvariantCulture, out var kept) && kept >= 0 ? kept : defaults.KeptExecutions,
                },
                stop.Token);
            Console.WriteLine($"The sandbox listens on {server.Address}");
            await server.WaitForShutdownAsync(stop.Token);
            return 0;
        }
        catch (SandboxStartException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
