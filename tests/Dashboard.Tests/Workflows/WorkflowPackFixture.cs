using Dashboard.Domain.StateMachines.Asl;
using Xunit;

namespace Dashboard.Tests.Workflows;

/// <summary>The definitions of the pack, as its templates came through the sandbox.</summary>
public sealed class WorkflowPackFixture : IAsyncLifetime
{
    public IReadOnlyDictionary<string, StateMachineDefinition> Machines { get; private set; } = new Dictionary<string, StateMachineDefinition>();

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pack = await WorkflowPack.StartAsync(cancellation);
        var machines = new Dictionary<string, StateMachineDefinition>();
        foreach (var machine in await pack.StepFunctions.ListStateMachinesAsync(cancellation))
        {
            machines[machine.Name] = await pack.DefinitionAsync(machine.Name, cancellation);
        }

        Machines = machines;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
