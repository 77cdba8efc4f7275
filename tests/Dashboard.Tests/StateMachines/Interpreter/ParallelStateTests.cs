using Dashboard.Domain.Executions;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class ParallelStateTests
{
    private const string TwoTasks = """
        {"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[
          {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},
          {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}],
          "Catch":[{"ErrorEquals":["States.ALL"],"Next":"Caught"}],"End":true},"Caught":{"Type":"Pass","End":true}}}
        """;

    [Fact]
    public void Outputs_stand_in_the_order_of_the_branches_and_the_exit_follows_from_the_last_to_end()
    {
        var run = Some.Run(TwoTasks, tasks: new ScriptedTasks().Answers("A", "1", 20).Answers("B", "2", 10));

        Assert.Equal("[1,2]", run.ToEnd().Output);
        var lastOfA = run.Events.Single(e => e is { Type: "TaskStateExited", Name: "A" });
        Assert.Equal((lastOfA.Id, lastOfA.Id), (run.Single("ParallelStateSucceeded").PreviousId, run.Single("ParallelStateExited").PreviousId));
        Assert.Equal(["3<-2 ParallelStateStarted", "4<-3 TaskStateEntered A"], Some.Lines(run.Events).Skip(2).Take(2));
        Assert.Equal(3, run.Events.Single(e => e is { Type: "TaskStateEntered", Name: "B" }).PreviousId);
    }

    [Fact]
    public void A_failure_stops_the_siblings_and_marks_every_open_task_from_the_failing_event()
    {
        var run = Some.Run(TwoTasks, tasks: new ScriptedTasks().Fails("A", "States.TaskFailed", "exit 1", 5).Hangs("B"));

        Assert.Equal("""{"Error":"States.TaskFailed","Cause":"exit 1"}""", run.ToEnd().Output);
        var failing = run.Single("TaskFailed").Id;
        Assert.Equal(
            [$"{failing + 1}<-{failing} TaskStateAborted", $"{failing + 2}<-{failing} TaskStateAborted", $"{failing + 3}<-{failing} ParallelStateFailed", $"{failing + 4}<-{failing + 3} ParallelStateExited P", $"{failing + 5}<-{failing + 4} PassStateEntered Caught"],
            Some.Lines(run.Events).Skip((int)failing).Take(5));
        Assert.Contains("B", run.Tasks.Cancelled);
    }

    [Fact]
    public void What_a_stopped_branch_still_says_is_not_written()
    {
        var later = new TaskCompletionSource();
        var run = Some.Run(TwoTasks, tasks: new ScriptedTasks().Fails("A", "States.TaskFailed", null, 5).Does("B", async (_, progress, _) =>
        {
            progress.Started();
            await later.Task;
            progress.Submitted("{}");
            return "{}";
        }));
        run.ToEnd();
        var written = run.Events.Count;

        later.SetResult();

        Assert.Equal(written, run.Events.Count);
    }

    [Fact]
    public void A_caught_failure_inside_a_branch_leaves_the_others_alone()
    {
        const string Definition = """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[
              {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Mark"}],"End":true},
                "Mark":{"Type":"Pass","Result":999,"ResultPath":"$.Containers[0].ExitCode","End":true}}},
              {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}],"End":true}}}
            """;

        var end = Some.Run(Definition, tasks: new ScriptedTasks().Fails("A", "States.TaskFailed", "x").Answers("B", "0", 10)).ToEnd();

        Assert.Equal("""[{"Error":"States.TaskFailed","Cause":"x","Containers":[{"ExitCode":999}]},0]""", end.Output);
    }

    [Fact]
    public void A_stopped_execution_writes_one_event_and_cancels_its_tasks()
    {
        var run = Some.Run(TwoTasks, tasks: new ScriptedTasks().Hangs("A").Hangs("B"));

        run.Execution.Stop("Operator", "wrong day");
        run.Execution.Stop("Operator", "twice");

        Assert.Equal((ExecutionStatus.Aborted, "Operator", "wrong day"), (run.Execution.End!.Status, run.Execution.End.Error, run.Execution.End.Cause));
        Assert.Equal("10<-0 ExecutionAborted", Some.Lines(run.Events).Last());
        Assert.Equal(["A", "B"], run.Tasks.Cancelled.Order());
    }

    [Fact]
    public void A_fault_in_a_branch_ends_the_execution_at_once()
    {
        const string Definition = """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[
              {"StartAt":"B","States":{"B":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},
              {"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"$.nope","End":true}}}],
              "Retry":[{"ErrorEquals":["States.ALL"]}],"Catch":[{"ErrorEquals":["States.Runtime"],"Next":"C"},{"ErrorEquals":["States.ALL"],"Next":"C"}],"End":true},"C":{"Type":"Pass","End":true}}}
            """;
        var run = Some.Run(Definition, tasks: new ScriptedTasks().Hangs("B"));

        Assert.Equal("States.Runtime", run.ToEnd().Error);
        Assert.Equal("ExecutionFailed", run.Events[^1].Type);
        Assert.Equal(run.Events.Single(e => e is { Type: "PassStateEntered", Name: "A" }).Id, run.Events[^1].PreviousId);
        Assert.DoesNotContain(run.Events, e => e.Type is "ParallelStateFailed" or "TaskStateAborted");
        Assert.Contains("B", run.Tasks.Cancelled);
    }
}
