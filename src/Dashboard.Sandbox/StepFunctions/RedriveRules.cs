using Dashboard.Domain.Executions;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>When AWS redrives an execution, and its words when it does not.</summary>
internal static class RedriveRules
{
    public const int TokensKept = 10;
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private const int MostEvents = 24_999;
    private static readonly TimeSpan Period = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestExecution = TimeSpan.FromDays(365);
    private static readonly DateTimeOffset Launch = new(2023, 11, 15, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Why neither RedriveExecution nor, for a child, its Map Run can run it again now; null when it can. An express child can always, once it failed.</summary>
    public static string? Refusal(ExecutionRecord execution, DateTimeOffset now) => execution switch
    {
        { Status: ExecutionStatus.Running or ExecutionStatus.Succeeded or ExecutionStatus.PendingRedrive } => $"Execution is {ExecutionJson.Status(execution.Status)} and cannot be redriven",
        { Machine.IsDeleted: true } => "State machine is in DELETING status",
        { Machine.IsExpress: true } => null,
        _ when execution.Identity.StartTime < Launch => "Execution was started before the launch of RedriveExecution",
        { History.Count: >= MostEvents } => "Execution history event limit exceeded",
        _ when now - execution.Identity.StartTime > LongestExecution => "Execution has exceeded the max execution time",
        { End: { } end } when now - end.At > Period => "Execution redrivable period exceeded",
        _ => null,
    };

    /// <summary>A child of a Map Run is redriven with its parent only. The words are not AWS's.</summary>
    public static string? RefusalOfChild(ExecutionRecord execution) =>
        execution.MapRun is { Parent.Arn: var parent } ? $"Execution is a child of a Map Run and is redriven by redriving '{parent}'" : null;
}
