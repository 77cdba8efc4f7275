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

    /// <summary>Why it cannot be redriven now; null when it can.</summary>
    public static string? Refusal(ExecutionRecord execution, DateTimeOffset now) => execution switch
    {
        { Status: ExecutionStatus.Running or ExecutionStatus.Succeeded or ExecutionStatus.PendingRedrive } => $"Execution is {ExecutionJson.Status(execution.Status)} and cannot be redriven",
        { History.Count: >= MostEvents } => "Execution history event limit exceeded",
        _ when now - execution.Identity.StartTime > LongestExecution => "Execution has exceeded the max execution time",
        { End: { } end } when now - end.At > Period => "Execution redrivable period exceeded",
        _ => null,
    };
}
