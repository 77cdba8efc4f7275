using Dashboard.Live;
using Dashboard.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Live;

/// <summary>The feed of executions on a scripted AWS, with a clock that the test moves and a store of its own.</summary>
public abstract class FeedOnScriptedAws : IAsyncLifetime
{
    protected const string Arn = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly";
    protected const string Child = "arn:aws:states:ap-northeast-1:123456789012:execution:Child1:c1";
    protected const string Definition = """{"StartAt":"Job","States":{"Job":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}""";
    protected const string Submitted = """{"Tasks":[{"TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t1","ClusterArn":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","LastStatus":"PROVISIONING","Containers":[{"Name":"app"}]}],"Failures":[]}""";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"feed-{Guid.NewGuid():n}.db");

    protected FeedOnScriptedAws() => (Services, Feed) = Start();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected ScriptedAws Aws { get; } = new();

    private protected WatchedTime Time { get; } = new();

    protected ExecutionFeed Feed { get; private set; }

    protected ServiceProvider Services { get; private set; }

    public async ValueTask InitializeAsync() => await Services.PrepareStoreAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    protected async Task RestartAsync()
    {
        await Services.DisposeAsync();
        (Services, Feed) = Start();
    }

    protected static async Task<ExecutionNews> NextAsync(IAsyncEnumerator<ExecutionNews> news)
    {
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        return news.Current;
    }

    protected static string Stopped(int exitCode) => $$"""{"TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t1","ClusterArn":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","LastStatus":"STOPPED","StopCode":"EssentialContainerExited","Containers":[{"Name":"app","ExitCode":{{exitCode}}}]}""";

    private (ServiceProvider Services, ExecutionFeed Feed) Start()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddStore(_ => _file).AddLive(new ConfigurationBuilder().Build())
            .AddSingleton(Aws.StepFunctions).AddSingleton(Aws.History).AddSingleton(Aws.MapRuns).AddSingleton(Aws.Ecs).BuildServiceProvider();
        return (services, services.GetRequiredService<ExecutionFeed>());
    }
}
