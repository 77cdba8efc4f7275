using CsCheck;
using Dashboard.Domain.Executions;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class LinkingRulesTests
{
    // More at will: DASHBOARD_RANDOM_RUNS=20000.
    private static readonly int Iterations = int.TryParse(Environment.GetEnvironmentVariable("DASHBOARD_RANDOM_RUNS"), out var runs) ? runs : 500;
    private static readonly string[] Ends = ["ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut"];

    [Fact]
    public void Whatever_the_definition_and_the_tasks_an_execution_ends_and_its_history_holds_together() =>
        Gen.Int.Select(Gen.Int).Sample((shape, ends) =>
        {
            var run = Some.Run(new RandomDefinition(shape).Text(), "[1,2,3]", RandomDefinition.Tasks(ends));
            run.ToEnd();
            HoldsTogether(run.Events);
        }, seed: Environment.GetEnvironmentVariable("DASHBOARD_RANDOM_SEED"), iter: Iterations);

    private static void HoldsTogether(List<HistoryEvent> events)
    {
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Id));
        Assert.DoesNotContain(events, e => e.PreviousId >= e.Id || (e.Id > 2 && e.PreviousId < 2 && e.Type is not ("ExecutionTimedOut" or "EvaluationFailed")));
        Assert.Single(events, e => Ends.Contains(e.Type));
        Assert.Contains(events[^1].Type, Ends);
        Assert.Equal(events.Select(e => e.Timestamp).Order(), events.Select(e => e.Timestamp));
        foreach (var exit in events.Where(e => e.Type.EndsWith("Exited", StringComparison.Ordinal)))
        {
            Assert.Contains(events, e => e.Id < exit.Id && e.Type == exit.Type.Replace("Exited", "Entered", StringComparison.Ordinal) && e.Name == exit.Name);
        }

        // A state is entered as often as it is left, or less often left where something failed; a task begins once and ends at most once.
        Assert.All(events.GroupBy(e => e.Name).Where(g => g.Key is not null), g =>
            Assert.True(g.Count(e => e.Type.EndsWith("Exited", StringComparison.Ordinal)) <= g.Count(e => e.Type.EndsWith("Entered", StringComparison.Ordinal))));
        // Groups begin with a start that follows from their entry or from the try before; each fails at most once a visit; every iteration of an execution that goes well ends.
        Assert.All(events.Where(e => e.Type is "ParallelStateStarted" or "MapStateStarted"), e => Assert.Contains(events, before => before.Id <= e.PreviousId && before.Type == e.Type.Replace("Started", "Entered", StringComparison.Ordinal)));
        foreach (var group in (string[])["Parallel", "Map"])
        {
            Assert.True(events.Count(e => e.Type == $"{group}StateFailed") <= events.Count(e => e.Type == $"{group}StateEntered"));
        }

        if (events[^1].Type == "ExecutionSucceeded")
        {
            Assert.Equal(events.Count(e => e.Type == "MapIterationStarted"), events.Count(e => e.Type is "MapIterationSucceeded" or "MapIterationFailed" or "MapIterationAborted"));
        }

        Assert.All(events.Where(e => e.Type == "EvaluationFailed"), e => Assert.Contains(events, entered => entered.Id < e.Id && entered.Name == e.Name && entered.Type.EndsWith("Entered", StringComparison.Ordinal)));
        Assert.All(events.Where(e => e.Type == "TaskStarted"), e => Assert.Equal("TaskScheduled", events[(int)e.PreviousId - 1].Type));
        Assert.All(events.Where(e => e.Type is "TaskSucceeded" or "TaskFailed" or "TaskTimedOut").GroupBy(e => e.PreviousId), g => Assert.Single(g));
        Assert.All(events.Where(e => e.Type is "TaskSucceeded" or "TaskFailed" or "TaskTimedOut"), e => Assert.Equal("TaskStarted", events[(int)e.PreviousId - 1].Type));
    }
}
