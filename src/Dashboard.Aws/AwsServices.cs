using Amazon;
using Amazon.CloudWatchLogs;
using Amazon.ECS;
using Amazon.Runtime;
using Amazon.Scheduler;
using Amazon.StepFunctions;
using Dashboard.Aws.Ecs;
using Dashboard.Aws.Logs;
using Dashboard.Aws.Scheduler;
using Dashboard.Aws.StepFunctions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dashboard.Aws;

/// <summary>Registers the gateways.</summary>
public static class AwsServices
{
    /// <summary>Adds one gateway per service, all on one call budget. <paramref name="connection"/> is asked for when the first gateway is used.</summary>
    public static IServiceCollection AddAws(this IServiceCollection services, Func<IServiceProvider, AwsConnection> connection)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(connection);
        services.AddSingleton<CallBudget>();
        services.AddSingleton<AwsCalls>();
        services.AddSingleton<IAmazonStepFunctions>(p => new AmazonStepFunctionsClient(Credentials(p), Configure(p, new AmazonStepFunctionsConfig())));
        services.AddSingleton<IAmazonECS>(p => new AmazonECSClient(Credentials(p), Configure(p, new AmazonECSConfig())));
        services.AddSingleton<IAmazonCloudWatchLogs>(p => new AmazonCloudWatchLogsClient(Credentials(p), Configure(p, new AmazonCloudWatchLogsConfig())));
        services.AddSingleton(p => new ScheduleDocumentClient(Credentials(p), Configure(p, new AmazonSchedulerConfig())));
        return services
            .AddSingleton<StepFunctionsGateway>()
            .AddSingleton<MapRunGateway>()
            .AddSingleton<HistoryReader>()
            .AddSingleton<EcsGateway>()
            .AddSingleton<LogsGateway>()
            .AddSingleton<SchedulerGateway>();
    }

    private static AWSCredentials? Credentials(IServiceProvider services) =>
        services.GetRequiredService<AwsConnection>() is { AccessKey: { } key, SecretKey: { } secret } ? new BasicAWSCredentials(key, secret) : null;

    private static TConfig Configure<TConfig>(IServiceProvider services, TConfig config)
        where TConfig : ClientConfig
    {
        var connection = services.GetRequiredService<AwsConnection>();

        // Standard, not Adaptive: the latter has one bucket for all operations of a client, so one throttled call holds up every other for half a minute.
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 4;
        config.Timeout = TimeSpan.FromSeconds(30);

        // Asked for before the region is set, after which the SDK no longer looks for AWS_ENDPOINT_URL where this asks.
        if ((connection.Endpoint?.ToString() ?? config.ServiceURL) is { } address)
        {
            config.ServiceURL = address;
            config.AuthenticationRegion = connection.Region;

            // Some operations want "sync-" or "stream-" before the host, and no resolver knows sync-localhost.
            config.DisableHostPrefixInjection = Uri.TryCreate(address, UriKind.Absolute, out var url) && url.IsLoopback;
        }
        else if (connection.Region is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }
}
