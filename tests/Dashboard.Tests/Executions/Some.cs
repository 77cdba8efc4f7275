using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Tests.Executions;

/// <summary>Histories and the JSON in them.</summary>
internal static class Some
{
    public const string TaskArn = "arn:aws:ecs:ap-northeast-1:111111111111:task/batch/0123abcd";
    public const string ChildArn = "arn:aws:states:ap-northeast-1:111111111111:execution:child:run-1";

    public static HistoryBuilder History() => new HistoryBuilder().Start();

    public static ExecutionSnapshot Project(this HistoryBuilder history, StateMachineDefinition? definition = null, params (string Arn, ExecutionSnapshot Child)[] children) =>
        ExecutionProjection.Project(history.Events, ExitCodePolicy.Default, definition, children.ToDictionary(c => c.Arn, c => c.Child));

    public static StateVisit Visit(this ExecutionSnapshot snapshot, string name) => snapshot.Visits.Last(v => v.Name == name);

    public static string RunTaskAnswer() => HistoryBuilder.Json(new
    {
        Failures = Array.Empty<object>(),
        Tasks = new[] { new { TaskArn, LastStatus = "PROVISIONING", Containers = new[] { new { Name = "app", LastStatus = "PENDING" } } } },
    });

    public static string EcsTask(int? exitCode, string? reason = null, string stopCode = "EssentialContainerExited", string stopped = "Essential container in task exited", bool started = true) =>
        EcsTask([("app", exitCode, reason)], stopCode, stopped, started);

    public static string EcsTask(
        (string Name, int? ExitCode, string? Reason)[] containers,
        string stopCode = "EssentialContainerExited", string stopped = "Essential container in task exited", bool started = true, string? overridden = null)
    {
        var task = new Dictionary<string, object?>
        {
            ["Attachments"] = Array.Empty<object>(),
            ["ClusterArn"] = "arn:aws:ecs:ap-northeast-1:111111111111:cluster/batch",
            ["Containers"] = containers.Select(c =>
            {
                var container = new Dictionary<string, object> { ["Name"] = c.Name, ["TaskArn"] = TaskArn, ["LastStatus"] = "STOPPED", ["GpuIds"] = Array.Empty<object>() };
                if (c.ExitCode is { } code)
                {
                    container["ExitCode"] = code;
                }

                if (c.Reason is { } reason)
                {
                    container["Reason"] = reason;
                }

                return container;
            }),
            ["Overrides"] = new { ContainerOverrides = overridden is null ? [] : new[] { new { Command = new[] { "sh" }, Name = overridden } }, InferenceAcceleratorOverrides = Array.Empty<object>() },
            ["StopCode"] = stopCode,
            ["StoppedReason"] = stopped,
            ["StoppedAt"] = 1708715998000,
            ["TaskArn"] = TaskArn,
            ["Version"] = 5,
        };
        if (started)
        {
            task["StartedAt"] = 1708715990000;
        }

        return HistoryBuilder.Json(task);
    }

    public static string ChildAnswer(string status, string? error = null, string? cause = null, string arn = ChildArn) =>
        HistoryBuilder.Json(new { Cause = cause, Error = error, ExecutionArn = arn, Input = "{}", Name = "run-1", StateMachineArn = "arn:sm", Status = status });

    public static string ChildStarted(string arn = ChildArn) => HistoryBuilder.Json(new { ExecutionArn = arn, StartDate = 1708715990000 });
}
