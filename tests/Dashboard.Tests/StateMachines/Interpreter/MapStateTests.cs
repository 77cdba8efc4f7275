using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class MapStateTests
{
    private static string Map(string more) => $$$$"""
        {"StartAt":"M","States":{"M":{"Type":"Map",{{{{more}}}}"ItemProcessor":{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},"End":true}}}
        """;

    [Fact]
    public void Iterations_run_side_by_side_as_MaxConcurrency_allows()
    {
        var run = Some.Run(Map("\"MaxConcurrency\":2,"), "[1,2,3]", new ScriptedTasks().Answers("T", "1", 10).Answers("T", "2", 20).Answers("T", "3", 10));

        Assert.Equal("[1,2,3]", run.ToEnd().Output);
        Assert.Equal(Some.Monday.AddSeconds(20), run.Execution.End!.At);
        var third = run.Events.Single(e => e is { Type: "MapIterationStarted", Index: 2 });
        var firstEnd = run.Events.First(e => e.Type == "TaskStateExited");
        Assert.Equal(firstEnd.Id, third.PreviousId);
        Assert.Equal(run.Single("MapStateSucceeded").PreviousId, run.Single("MapStateExited").PreviousId);
    }

    [Fact]
    public void A_failed_iteration_aborts_the_others_and_all_follows_from_the_failing_event()
    {
        var run = Some.Run(Map(""), "[1,2]", new ScriptedTasks().Hangs("T").Fails("T", "States.TaskFailed", null, 5));

        run.ToEnd();

        var failing = run.Single("TaskFailed").Id;
        Assert.Equal(
            [$"{failing + 1}<-{failing} MapIterationFailed M", $"{failing + 2}<-{failing} TaskStateAborted", $"{failing + 3}<-{failing} MapIterationAborted M", $"{failing + 4}<-{failing} TaskStateAborted", $"{failing + 5}<-{failing} MapStateFailed", $"{failing + 6}<-{failing + 5} ExecutionFailed"],
            Some.Lines(run.Events).Skip((int)failing));
    }

    [Fact]
    public void An_empty_array_is_a_Map_over_nothing() => Assert.Equal("[]", Some.Run(Map(""), "[]").ToEnd().Output);

    [Fact]
    public void A_Map_over_no_array_is_a_fault() => Assert.Equal("States.Runtime", Some.Run(Map(""), "{}").ToEnd().Error);

    [Fact]
    public void The_item_is_in_the_context_object_of_its_iteration()
    {
        var run = Some.Run(Map("\"ItemsPath\":\"$.days\",\"ItemSelector\":{\"at.$\":\"$$.Map.Item.Index\",\"day.$\":\"$$.Map.Item.Value\",\"all.$\":\"$.days\"},"), """{"days":["月","火"]}""");

        run.ToEnd();

        Assert.Equal(["""{"at":0,"day":"月","all":["月","火"]}""", """{"at":1,"day":"火","all":["月","火"]}"""], run.Events.Where(e => e.Type == "TaskStateEntered").Select(e => e.Input));
    }
}
