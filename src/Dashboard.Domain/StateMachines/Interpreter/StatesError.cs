namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The error names of the language and which names in Retry and Catch fit them.</summary>
internal static class StatesError
{
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    public const string QueryEvaluation = "States.QueryEvaluationError";

    /// <summary>A fault of the state itself, in AWS's fixed words.</summary>
    public static StatesErrorException Fault(Visit visit, string text, string error = Runtime) =>
        new(error, visit.IsAlone ? text : $"An error occurred while executing the state '{visit.State.Name}' (entered at the event id #{visit.EnteredId}). {text}");

    /// <summary>It cannot be caught: it ends the execution at once, wherever it happens.</summary>
    public static bool EndsExecution(Exception failure) => failure is StatesErrorException { Error: Runtime };

    /// <summary>Nothing takes States.Runtime, not even its own name. States.ALL does not take States.DataLimitExceeded, States.TaskFailed takes anything else but States.Timeout. A heartbeat that does not come is a States.Timeout that States.HeartbeatTimeout takes too.</summary>
    public static bool Fits(IEnumerable<string> names, StatesErrorException failure) => names.Any(name => name switch
    {
        _ when EndsExecution(failure) => false,
        _ when name == failure.Error => true,
        "States.ALL" => failure.Error != DataLimitExceeded,
        TaskFailed => failure.Error is not (Timeout or DataLimitExceeded),
        "States.HeartbeatTimeout" => failure.Kind == TaskFailureKind.HeartbeatTimedOut,
        _ => false,
    });
}
