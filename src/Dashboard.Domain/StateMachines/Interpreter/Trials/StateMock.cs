using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>What stands in for a task's service, or for all that is in a Map or Parallel: a result as JSON text, or an error.</summary>
public sealed record StateMock(string? Result, string? Error = null, string? Cause = null) : ITaskService
{
    Task<string> ITaskService.CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult(Result!);
    }

    /// <summary>The result of a Map or Parallel.</summary>
    /// <exception cref="StatesErrorException">The mock is an error.</exception>
    internal JsonNode? Answer()
    {
        Fail();
        return Json.Parse(Result!);
    }

    private void Fail()
    {
        if (Result is null)
        {
            throw new StatesErrorException(Error, Cause);
        }
    }
}
