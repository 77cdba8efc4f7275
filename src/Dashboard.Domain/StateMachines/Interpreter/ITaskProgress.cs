namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How a task tells its execution how far it is.</summary>
public interface ITaskProgress
{
    /// <summary>Writes TaskStarted; the timeout counts from here.</summary>
    /// <param name="workerName">Who took an activity's task; null elsewhere.</param>
    void Started(string? workerName = null);

    /// <summary>Writes TaskSubmitted with the service's answer (JSON text): the ECS task's or child execution's ARN is known from here on.</summary>
    void Submitted(string output);

    /// <summary>Puts the heartbeat timeout back to its start.</summary>
    void Heartbeat();
}
