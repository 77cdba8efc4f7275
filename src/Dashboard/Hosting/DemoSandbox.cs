using Dashboard.Aws;
using Dashboard.Sandbox;

namespace Dashboard.Hosting;

/// <summary>The small AWS of Demo mode, inside this process. The one file of the dashboard that knows the sandbox.</summary>
internal sealed class DemoSandbox(DashboardOptions options) : IHostedService, IAsyncDisposable
{
    private SandboxServer? _server;

    /// <summary>How to reach it, with credentials that it takes and AWS would not.</summary>
    public AwsConnection Connection =>
        new((_server ?? throw new InvalidOperationException("The sandbox has not started.")).Address, "ap-northeast-1", "sandbox", "sandbox");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sandbox = new SandboxOptions { Url = options.SandboxUrl, UrlSetting = "Dashboard__SandboxUrl", Demo = true };
            _server = await SandboxServer.StartAsync(options.WorkflowsFolder is { } folder ? sandbox with { WorkflowsFolder = folder } : sandbox, cancellationToken);
        }
        catch (SandboxStartException e)
        {
            throw new StartRefusedException(e.Message, e);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
