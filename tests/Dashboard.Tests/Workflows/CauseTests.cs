using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.Workflows;

/// <summary>Whatever a failed task says of itself, each job of each pattern is judged and nothing breaks.</summary>
public sealed class CauseTests(WorkflowPackFixture pack) : IClassFixture<WorkflowPackFixture>
{
    private static readonly string HelperWith9 = Some.TaskOf(Some.Container("helper", 9), Some.Container("job", 1));

    public static TheoryData<string, string, string?> Abnormal => new()
    {
        { "exit code 1", "States.TaskFailed", Some.Task(1) },
        { "exit code 90", "States.TaskFailed", Some.Task(90) },
        { "exit code 99", "States.TaskFailed", Some.Task(99) },
        { "no exit code", "States.TaskFailed", Some.Task(null) },
        { "no container", "States.TaskFailed", Some.TaskOf() },
        { "no container called job", "States.TaskFailed", Some.TaskOf(Some.Container("helper", 9)) },
        { "the job 1, a helper 9", "States.TaskFailed", HelperWith9 },
        { "a reason that looks like an exit code", "States.TaskFailed", Some.TaskOf("""{"ExitCode":1,"Name":"job","Reason":"\"ExitCode\":9,"}""") },
        { "a cause that was cut off", "States.TaskFailed", Some.Task(9)[..^1] },
        { "a role that cannot be assumed", "States.TaskFailed", "The role is not authorized to assume the task state's role." },
        { "no capacity", "ECS.AmazonECSException", "Capacity is unavailable at this time. (Service: AmazonECS; Status Code: 400)" },
        { "a failure in RunTask's answer", "AmazonECS.Unknown", null },
        { "a timeout, which has no cause", "States.Timeout", null },
    };

    [Theory]
    [MemberData(nameof(Abnormal))]
    public void What_is_not_9_is_abnormal_and_never_a_runtime_error(string what, string error, string? cause) => EachJob((machine, job) =>
    {
        var run = Some.Run(machine, FailsAlways(job, error, cause));
        var end = run.ToEnd();
        Assert.False(Some.JudgedWarning(machine, run), $"{job}: {what}");
        Assert.NotEqual("States.Runtime", end.Error);
    });

    [Theory]
    [InlineData("""{"Containers":[{"ExitCode":9,"Name":"job"},{"ExitCode":0,"Name":"helper"}]}""")]
    [InlineData("""{"Containers":[{"Name":"helper"},{"Name":"job","ExitCode":9}]}""")]
    [InlineData("""{ "TaskArn" : "x", "Containers" : [ { "Name" : "job", "ExitCode" : 9 } ] }""")]
    public void A_9_is_a_warning_wherever_it_stands_and_however_it_is_spaced(string cause) => EachJob((machine, job) =>
    {
        var run = Some.Run(machine, FailsAlways(job, "States.TaskFailed", cause));
        Assert.Null(run.ToEnd().Error);
        Assert.True(Some.JudgedWarning(machine, run), job);
    });

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void An_input_that_is_no_object_breaks_no_catch(string input) => EachJob((machine, job) =>
    {
        var run = Some.Run(machine, FailsAlways(job, "States.TaskFailed", Some.Task(9)), input);
        Assert.Null(run.ToEnd().Error);
    });

    private static ScriptedTasks FailsAlways(string job, string error, string? cause)
    {
        var tasks = new ScriptedTasks();
        return Enumerable.Range(0, 4).Aggregate(tasks, (t, _) => t.Fails(job, error, cause));
    }

    private void EachJob(Action<StateMachineDefinition, string> check)
    {
        foreach (var machine in pack.Machines.Values)
        {
            foreach (var job in Some.Jobs(machine))
            {
                check(machine, job);
            }
        }
    }
}
