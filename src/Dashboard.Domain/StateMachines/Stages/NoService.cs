using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>Stands where an execution that does not run would call its tasks.</summary>
internal sealed class NoService : ITaskService
{
    public static NoService Instance { get; } = new();

    public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Looking at a state's data calls nothing.");
}
