namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Does the work of Task states. The sandbox runs simulated AWS services; what-if answers and tests script the results.</summary>
public interface ITaskService
{
    /// <summary>Runs one attempt to its end and gives back the service's answer as JSON text.</summary>
    /// <remarks>Called on the execution's own turn; continuations come back to it. TaskScheduled has been written; <paramref name="progress"/> writes the rest.</remarks>
    /// <exception cref="StatesErrorException">The task failed; it becomes TaskFailed, or TaskSubmitFailed and so on as the exception says.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled: a timeout, a stopped execution or a failed sibling. The service stops what it started.</exception>
    Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken);
}
