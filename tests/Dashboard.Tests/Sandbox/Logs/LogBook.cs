using Amazon.CloudWatchLogs;
using Amazon.StepFunctions;
using Dashboard.Aws;
using Dashboard.Aws.Logs;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Tests.Sandbox.Logs;

/// <summary>A sandbox with the log group <c>/jobs</c>, and the dashboard's own clients on it.</summary>
internal sealed class LogBook : IAsyncDisposable
{
    public const string Arn = "arn:aws:logs:ap-northeast-1:123456789012:log-group:/jobs";

    private readonly ServiceProvider _services;

    private LogBook(SandboxCaller sandbox, string host)
    {
        Sandbox = sandbox;
        var address = new UriBuilder(sandbox.Server.Address) { Host = host }.Uri;
        _services = new ServiceCollection().AddAws(_ => new AwsConnection(address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
    }

    public SandboxCaller Sandbox { get; }

    public IAmazonCloudWatchLogs Client => _services.GetRequiredService<IAmazonCloudWatchLogs>();

    public IAmazonStepFunctions StepFunctions => _services.GetRequiredService<IAmazonStepFunctions>();

    public LogsGateway Gateway => _services.GetRequiredService<LogsGateway>();

    public static async Task<LogBook> OpenAsync(string host = "127.0.0.1")
    {
        var book = new LogBook(await SandboxCaller.StartAsync(), host);
        await book.Sandbox.LogsAsync("CreateLogGroup", new { logGroupName = "/jobs" });
        return book;
    }

    /// <summary>Writes lines into a stream, which is made where it is missing; all at one moment.</summary>
    public async Task WriteAsync(string stream, params IEnumerable<string> lines)
    {
        await Sandbox.LogsAsync("CreateLogStream", new { logGroupName = "/jobs", logStreamName = stream });
        var timestamp = Sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await Sandbox.LogsAsync("PutLogEvents", new { logGroupName = "/jobs", logStreamName = stream, logEvents = lines.Select(message => new { timestamp, message }) });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
