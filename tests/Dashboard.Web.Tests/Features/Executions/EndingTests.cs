using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Tests.Executions;
using Xunit;
using static Dashboard.Tests.Executions.Some;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>Every way in which AWS lets an ECS job end, and every way in which a workflow deals with it: the outcome, the code and the first sentence.</summary>
public sealed class EndingTests
{
    private const string Failed = "States.TaskFailed";
    private const string Grandchild = "arn:aws:states:ap-northeast-1:111111111111:execution:grandchild:run-1";

    private static readonly (string Name, Func<HistoryBuilder> History, string Truth, string Lead)[] Rows =
    [
        ("exit 0", () => Ends(h => h.Succeed(EcsTask(0))), "Succeeded Normal 0", "Every job that ran ended normally."),
        ("exit 1", () => Dies(EcsTask(1)), "Failed Abnormal 1", "A ended abnormally with exit code 1 (container app)."),
        ("exit 9, uncaught", () => Dies(EcsTask(9)), "Failed Abnormal 9", "A ended with a warning, exit code 9 (container app)."),
        ("exit 9, caught", () => History().Job("A", 9).End("Succeeded"), "Succeeded Warning 9", "A ended with a warning, exit code 9 (container app)."),
        ("image not pulled", () => Dies(EcsTask((int?)null, stopCode: "TaskFailedToStart", stopped: "CannotPullContainerError: pull image manifest has been retried 1 time(s)", started: false)), "Failed FailedToStart -", "A never started."),
        ("no room in the cluster", () => Dies("""{"Failures":[{"Arn":"arn:x","Reason":"RESOURCE:MEMORY"}],"Tasks":[]}""", "AmazonECS.Unknown", submitted: false), "Failed FailedToStart -", "A never started."),
        ("no Fargate capacity", () => Dies("Capacity is unavailable at this time. Please try again later (Service: AmazonECS; Status Code: 400)", "ECS.AmazonECSException", submitted: false), "Failed FailedToStart -", "A never started."),
        ("throttled before it was submitted", () => Dies("Rate exceeded", "ECS.ThrottlingException", submitted: false, type: "TaskSubmitFailed"), "Failed FailedToStart -", "A never started."),
        ("role not assumable", () => Dies("The role arn:aws:iam::1:role/x is not authorized to assume the task state's role", submitted: false), "Failed FailedToStart -", "A never started."),
        ("timeout", () => Dies(null, "States.Timeout", type: "TaskTimedOut"), "Failed TimedOut -", "A did not end in time."),
        ("out of memory", () => Dies(EcsTask(137, "OutOfMemoryError: Container killed due to memory usage")), "Failed Abnormal 137", "A ended abnormally with exit code 137 (container app)."),
        ("StopTask by somebody", () => Dies(EcsTask(143, stopCode: "UserInitiated", stopped: "by hand")), "Failed Abnormal 143", "A was stopped by somebody (container app)."),
        ("StopTask, and the container would not go", () => Dies(EcsTask(137, stopCode: "UserInitiated", stopped: "by hand")), "Failed Abnormal 137", "A was stopped by somebody (container app)."),
        ("Spot reclaimed", () => Dies(EcsTask(137, stopCode: "SpotInterruption", stopped: "Your Spot Task was interrupted.")), "Failed Abnormal 137", "A ended abnormally with exit code 137 (container app)."),
        ("Spot reclaimed, in the other words", () => Dies(EcsTask(143, stopCode: "TerminationNotice", stopped: "Your Spot Task was interrupted.")), "Failed Abnormal 143", "A ended abnormally with exit code 143 (container app)."),
        ("a sidecar was killed with the job", () => Dies(EcsTask([("proxy", 143, null), ("main", 12, null)])), "Failed Abnormal 12", "A ended abnormally with exit code 12 (container main)."),
        ("the cause is cut", () => Dies(EcsTask(12)[..^60]), "Failed Abnormal 12", "A ended abnormally with exit code 12."),
        ("no reason at all", () => Dies(null, null), "Failed Abnormal -", "A failed, and AWS does not say why."),
        ("retried and well", () => History().Enter("Task", "A").Run(1).Run(0).Exit("Task", "A").End("Succeeded"), "Succeeded Normal 0", "Every job that ran ended normally."),
        ("retried in vain", () => History().Enter("Task", "A").Run(1).Run(3).End("Failed", Failed), "Failed Abnormal 3", "A ended abnormally with exit code 3 (container app)."),
        ("marked 999", () => History().Job("A", 1).Pass("Set", """{"ExitCode":999}""").End("Succeeded"), "Succeeded Abnormal 1", "AWS says SUCCEEDED, but A ended abnormally with exit code 1 (container app, shown to the workflow as 999)."),
        ("marked 999, then judged", () => History().Job("A", 1).Pass("Set", """{"ExitCode":999}""").Pass("判定", """{"ExitCode":999}""", """{"ExitCode":999}""", "Choice").Enter("Fail", "異常終了").End("Failed", "E"), "Failed Abnormal 1", "A ended abnormally with exit code 1 (container app, shown to the workflow as 999)."),
        ("never started, marked", () => History().Enter("Task", "A").Schedule().Fail("AmazonECS.Unknown").Exit("Task", "A").Pass("Set", """{"ExitCode":999}""").End("Succeeded"), "Succeeded FailedToStart -", "AWS says SUCCEEDED, but A never started (shown to the workflow as 999)."),
        ("timeout, marked", () => History().Enter("Task", "A").Schedule(submitted: RunTaskAnswer()).Fail("States.Timeout", null, "TaskTimedOut").Exit("Task", "A").Pass("Set", """{"ExitCode":999}""").End("Succeeded"), "Succeeded TimedOut -", "AWS says SUCCEEDED, but A did not end in time (shown to the workflow as 999)."),
        ("the execution's own timeout", () => History().Enter("Task", "A").Schedule(submitted: RunTaskAnswer()).From(0).End("TimedOut", "States.Timeout"), "TimedOut TimedOut -", "A did not end in time."),
        ("stopped by somebody in a job", () => History().Enter("Task", "A").Schedule(submitted: RunTaskAnswer()).From(0).End("Aborted", null, "night shift"), "Aborted AbortedByUser -", "A was stopped by somebody."),
        ("stopped by somebody after a failure", () => History().Job("A", 12).Enter("Wait", "W").From(0).End("Aborted"), "Aborted Abnormal 12", "A ended abnormally with exit code 12 (container app)."),
        ("killed by a sibling", () => History().Begin("P").At(out var p).Enter("Task", "B").Schedule(submitted: RunTaskAnswer()).From(p).Enter("Task", "A").Run(12).Add("ParallelStateFailed").End("Failed", Failed), "Failed Abnormal 12", "A ended abnormally with exit code 12 (branch ②, container app)."),
        ("killed by a sibling, caught outside", () => History().Begin("P").At(out var p).Enter("Wait", "W").From(p).Enter("Task", "A").Run(12).Add("ParallelStateFailed").Exit("Parallel", "P").Pass("Set", """{"ExitCode":999}""").End("Succeeded"), "Succeeded Abnormal 12", "AWS says SUCCEEDED, but A ended abnormally with exit code 12 (branch ②, container app, shown to the workflow as 999)."),
        ("one of two soft failures", () => History().Begin("P").At(out var p).Job("B", 9).From(p).Job("A", 1).Exit("Parallel", "P").End("Succeeded"), "Succeeded Abnormal 1", "AWS says SUCCEEDED, but A ended abnormally with exit code 1 (branch ②, container app)."),
        ("an iteration of a Map", () => Map(0, 7), "Failed Abnormal 7", "A ended abnormally with exit code 7 (branch ②, container app)."),
        ("only a Fail state", () => History().Job("A", 0).Enter("Fail", "NG").End("Failed", "Refused"), "Failed Abnormal -", "NG failed with Refused."),
        ("an error of the definition", () => History().Pass("A").Enter("Choice", "X").End("Failed", "States.Runtime", "no path"), "Failed Abnormal -", "X failed with States.Runtime."),
        ("a child two deep", () => History().Enter("Task", "C").Schedule("startExecution.sync:2", "states", ChildStarted()).Fail(Failed, ChildAnswer("FAILED", Failed, "{}")).End("Failed", Failed), "Failed Abnormal 12", "A ended abnormally with exit code 12 (container app, in grandchild)."),
        ("a child two deep that hides it", () => History().Enter("Task", "C").Schedule("startExecution.sync:2", "states", ChildStarted()).Succeed(ChildAnswer("SUCCEEDED")).Exit("Task", "C").End("Succeeded"), "Succeeded Abnormal 12", "AWS says SUCCEEDED, but A ended abnormally with exit code 12 (container app, in grandchild)."),
        ("redriven and well", () => Redriven().Run(0).Exit("Task", "A").End("Succeeded"), "Succeeded Normal 0", "Every job that ran ended normally."),
        ("redriven in vain", () => Redriven().Run(4).End("Failed", Failed), "Failed Abnormal 4", "A ended abnormally with exit code 4 (container app)."),
        ("redriven, entered anew", () => Redriven().Enter("Task", "A").Run(0).Exit("Task", "A").End("Succeeded"), "Succeeded Normal 0", "Every job that ran ended normally."),
        ("redriven, running", () => Redriven().Enter("Task", "A").Schedule(), "Running Running -", "Running now: A."),
        ("running after a failure", () => History().Job("A", 12).Enter("Task", "B").Schedule(), "Running Running 12", "Still running; so far, A ended abnormally with exit code 12 (container app)."),
    ];

    public static TheoryData<string> Names => [.. Rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_end_is_told_as_what_it_was(string name)
    {
        var (_, history, truth, lead) = Rows.Single(r => r.Name == name);
        var grandchild = History().Enter("Task", "A").Run(12).End("Failed", Failed).Project();
        var child = History().Enter("Task", "G").Schedule("startExecution.sync:2", "states", ChildStarted(Grandchild)).Fail(Failed, ChildAnswer("FAILED", Failed, "{}", Grandchild)).Exit("Task", "G")
            .End("Succeeded").Project(null, (Grandchild, grandchild));
        var snapshot = history().Project(null, (ChildArn, child));

        Assert.Equal((truth, lead), (string.Create(CultureInfo.InvariantCulture, $"{snapshot.Status} {snapshot.Outcome} {snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-"}"), Lead.Create(snapshot, Executions.Some.Words()).Text));
    }

    private static HistoryBuilder Ends(Func<HistoryBuilder, HistoryBuilder> end) => end(History().Enter("Task", "A").Schedule(submitted: RunTaskAnswer())).Exit("Task", "A").End("Succeeded");

    private static HistoryBuilder Dies(string? cause, string? error = Failed, bool submitted = true, string type = "TaskFailed") =>
        History().Enter("Task", "A").Schedule(submitted: submitted ? RunTaskAnswer() : null).Fail(error, cause, type).End("Failed", error, cause);

    private static HistoryBuilder Redriven() => History().Enter("Task", "A").Run(1).End("Failed", Failed).Redrive();

    private static HistoryBuilder Map(params int[] codes)
    {
        var history = History().Enter("Map", "M").Add("MapStateStarted").At(out var begun);
        for (var i = 0; i < codes.Length; i++)
        {
            history.From(begun).Add("MapIterationStarted", e => e with { Name = "M", Index = i }).Enter("Task", "A").Run(codes[i]);
            _ = codes[i] == 0
                ? history.Exit("Task", "A").Side("MapIterationSucceeded", e => e with { Name = "M", Index = i })
                : history.Side("MapIterationFailed", e => e with { Name = "M", Index = i });
        }

        return history.Add("MapStateFailed").End("Failed", Failed);
    }
}
