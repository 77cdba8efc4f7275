using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>Builders of this folder's tests.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    public static ExecutionIdentity Identity(DateTimeOffset? start = null) => new(
        "arn:aws:states:ap-northeast-1:111111111111:execution:Nightly:run-1",
        "run-1",
        "arn:aws:states:ap-northeast-1:111111111111:stateMachine:Nightly",
        "Nightly",
        "arn:aws:iam::111111111111:role/states",
        start ?? Monday);

    /// <summary>An execution that has been started on a clock of its own.</summary>
    public static ScriptedRun Run(string definition, string input = "{}", ScriptedTasks? tasks = null) => new(definition, input, tasks ?? new ScriptedTasks());

    /// <summary>Such as <c>4&lt;-2 TaskScheduled</c>.</summary>
    public static IEnumerable<string> Lines(IEnumerable<HistoryEvent> events) => events.Select(e => $"{e.Id}<-{e.PreviousId} {e.Type}{(e.Name is null ? "" : " " + e.Name)}");
}
