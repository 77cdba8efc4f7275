namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The error names of the language and which names in Retry and Catch fit them.</summary>
internal static class StatesError
{
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    public const string QueryEvaluation = "States.QueryEvaluationError";
    public const string NoChoiceMatched = "States.NoChoiceMatched";

    /// <summary>A fault of the state itself, in AWS's fixed words.</summary>
    public static StatesErrorException Fault(Visit visit, string text, string error = Runtime) =>
        new(error, visit.IsAlone ? text : $"An error occurred while executing the state '{visit.State.Name}' (entered at the event id #{visit.EnteredId}). {text}");

    /// <summary>States.ALL does not take States.Runtime and States.DataLimitExceeded, States.TaskFailed takes anything else but States.Timeout.</summary>
    public static bool Fits(IEnumerable<string> names, string? error) => names.Any(name => name switch
    {
        _ when name == error => true,
        "States.ALL" => error is not (Runtime or DataLimitExceeded),
        TaskFailed => error is not (Timeout or Runtime or DataLimitExceeded),
        _ => false,
    });
}
