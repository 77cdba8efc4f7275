using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.Workflows;

public sealed class RetryTests(WorkflowPackFixture pack) : IClassFixture<WorkflowPackFixture>
{
    private const string Job = "【先行】ECS RunTask ①";

    [Theory]
    [InlineData("1 0", ExecutionStatus.Succeeded, Outcome.Normal)]
    [InlineData("1 9", ExecutionStatus.Succeeded, Outcome.Warning)]
    [InlineData("- 0", ExecutionStatus.Succeeded, Outcome.Normal)]
    [InlineData("1 1", ExecutionStatus.Failed, Outcome.Abnormal)]
    [InlineData("1 -", ExecutionStatus.Failed, Outcome.FailedToStart)]
    [InlineData("9", ExecutionStatus.Succeeded, Outcome.Warning)]
    [InlineData("0", ExecutionStatus.Succeeded, Outcome.Normal)]
    public void An_abnormal_end_runs_once_more_a_warning_never_and_the_last_attempt_counts(string attempts, ExecutionStatus status, Outcome outcome)
    {
        var ends = attempts.Split(' ');
        var machine = pack.Machines["serial-retry"];
        var run = Some.Run(machine, ends.Aggregate(new ScriptedTasks(), (tasks, end) => End(tasks, Job, end)));

        Assert.Equal(status, run.ToEnd().Status);
        Assert.Equal(ends.Length, run.Tasks.Calls.Count(c => c.StateName == Job));
        Assert.Equal(outcome, ExecutionProjection.Project(run.Events, ExitCodePolicy.Default, machine).Outcome);
    }

    [Fact]
    public void Two_seconds_pass_before_the_second_attempt()
    {
        var run = Some.Run(pack.Machines["serial-retry"], End(new ScriptedTasks(), Job, "1"));
        run.ToEnd();
        var scheduled = run.Events.Where(e => e.Type == "TaskScheduled").Take(2).ToList();
        Assert.Equal(TimeSpan.FromSeconds(2), scheduled[1].Timestamp - scheduled[0].Timestamp);
    }

    [Theory]
    [InlineData("AmazonECS.Unknown", 4)]
    [InlineData("ECS.AmazonECSException", 4)]
    [InlineData("ECS.ThrottlingException", 4)]
    [InlineData("States.TaskFailed", 1)]
    public void In_parallel_fail_only_a_job_that_ECS_did_not_start_is_tried_again(string error, int attempts)
    {
        foreach (var job in (string[])["ECS RunTask (Helloworld)", "Run Task (Helloworld:202)"])
        {
            var tasks = Enumerable.Range(0, 4).Aggregate(new ScriptedTasks(), (t, _) => t.Fails(job, error, "text"));
            var run = Some.Run(pack.Machines["parallel-fail"], tasks);
            Assert.Equal("TaskFailed", run.ToEnd().Error);
            Assert.Equal(attempts, tasks.Calls.Count(c => c.StateName == job));
        }
    }

    private static ScriptedTasks End(ScriptedTasks tasks, string job, string end) => end switch
    {
        "0" => tasks.Answers(job, Some.Task(0)),
        "-" => tasks.Fails(job, "States.TaskFailed", Some.Task(null)),
        _ => tasks.Fails(job, "States.TaskFailed", Some.Task(int.Parse(end, System.Globalization.CultureInfo.InvariantCulture))),
    };
}
