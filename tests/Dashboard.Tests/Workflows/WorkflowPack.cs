using System.Collections.Concurrent;
using System.Net.Http.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.Tasks;
using Dashboard.Sandbox;
using Dashboard.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Tests.Workflows;

/// <summary>The workflow pack in a sandbox of its own, on a clock moved by hand, asked over HTTP through the dashboard's gateways.</summary>
internal sealed class WorkflowPack : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly SimulatedTime _time;
    private readonly SandboxServer _sandbox;
    private readonly ServiceProvider _services;
    private readonly ConcurrentDictionary<string, Task<StateMachineDefinition>> _definitions = new();

    private WorkflowPack(SimulatedTime time, SandboxServer sandbox)
    {
        (_time, _sandbox) = (time, sandbox);
        _services = new ServiceCollection()
            // The call budget's clock runs ahead by itself, so that no test waits for the budget.
            .AddSingleton<TimeProvider>(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMinutes(1) })
            .AddAws(_ => new AwsConnection(sandbox.Address, "ap-northeast-1", "key", "secret"))
            .BuildServiceProvider();
    }

    public StepFunctionsGateway StepFunctions => _services.GetRequiredService<StepFunctionsGateway>();

    public static async Task<WorkflowPack> StartAsync(CancellationToken cancellationToken)
    {
        var time = new SimulatedTime(new DateTimeOffset(2026, 1, 5, 3, 0, 0, TimeSpan.Zero));
        var options = new SandboxOptions { Url = "http://127.0.0.1:0", Time = time, WorkflowsFolder = Path.Combine(RepositoryRoot.Path, "deploy/workflows") };
        return new WorkflowPack(time, await SandboxServer.StartAsync(options, cancellationToken));
    }

    /// <summary>Lets that much time pass, at once.</summary>
    public void Pass(TimeSpan time) => _time.AdvanceTo(_time.GetUtcNow() + time);

    /// <summary>Says what tasks started from now on do.</summary>
    public async Task RuleAsync(IEnumerable<TaskRuleText> rules, CancellationToken cancellationToken)
    {
        var address = new Uri(_sandbox.Address, "/_sandbox/rules");
        (await Http.DeleteAsync(address, cancellationToken)).EnsureSuccessStatusCode();
        (await Http.PostAsJsonAsync(address, rules, cancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>Starts an execution and gives back its ARN.</summary>
    public async Task<string> RunAsync(string machine, string name, CancellationToken cancellationToken)
    {
        var request = new StartExecutionRequest { StateMachineArn = Arn(machine), Name = name, Input = "{}" };
        return (await _services.GetRequiredService<IAmazonStepFunctions>().StartExecutionAsync(request, cancellationToken)).ExecutionArn;
    }

    public Task<StateMachineDefinition> DefinitionAsync(string machine, CancellationToken cancellationToken) =>
        _definitions.GetOrAdd(machine, async m => AslReader.Read((await StepFunctions.DescribeStateMachineAsync(Arn(m), cancellationToken)).Definition));

    /// <summary>What the dashboard makes of an execution, its children first and itself last.</summary>
    public async Task<IReadOnlyList<ExecutionSnapshot>> SnapshotsAsync(string executionArn, CancellationToken cancellationToken)
    {
        var events = await _services.GetRequiredService<HistoryReader>().ReadAsync(executionArn, cancellationToken: cancellationToken);
        var definition = await DefinitionAsync(executionArn.Split(':')[^2], cancellationToken);
        var alone = ExecutionProjection.Project(events, ExitCodePolicy.Default, definition);
        var children = new Dictionary<string, ExecutionSnapshot>();
        foreach (var child in alone.Children)
        {
            children[child] = (await SnapshotsAsync(child, cancellationToken))[^1];
        }

        return [.. children.Values, ExecutionProjection.Project(events, ExitCodePolicy.Default, definition, children)];
    }

    public static string Arn(string machine) => $"arn:aws:states:ap-northeast-1:123456789012:stateMachine:{machine}";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _sandbox.DisposeAsync();
    }
}
