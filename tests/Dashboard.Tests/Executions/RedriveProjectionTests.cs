using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

/// <summary>What AWS writes first after ExecutionRedriven is not documented: each form gives the same truth.</summary>
public sealed class RedriveProjectionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_task_that_failed_goes_on_as_an_attempt_or_as_a_visit(bool entered)
    {
        var history = Some.History().Job("A", 0).Enter("Task", "B").Run(1).End("Failed", "States.TaskFailed").Redrive();
        var snapshot = (entered ? history.Enter("Task", "B") : history).Run(0).Exit("Task", "B").Pass("C").End("Succeeded").Project();

        Assert.Equal((ExecutionStatus.Succeeded, Outcome.Normal, 1, 0), (snapshot.Status, snapshot.Outcome, snapshot.RedriveCount, snapshot.ExitCode));
        Assert.Equal(entered ? 4 : 3, snapshot.Visits.Length);
        Assert.Equal(entered ? 1 : 2, snapshot.Visit("B").Attempts.Length);
        Assert.Equal(Outcome.Normal, snapshot.Visit("B").Outcome);
        Assert.Equal(snapshot.Visit("A").EnteredId, snapshot.Visit("B").PreviousVisit);
        Assert.Null(snapshot.Error);
        Assert.Equal([true, false, false], new[] { "A", "B", "C" }.Select(name => snapshot.IsKept(snapshot.Visit(name))));
    }

    [Fact]
    public void It_runs_again_and_ends_anew()
    {
        var history = Some.History().Enter("Task", "A").Run(1).End("Failed", "E").Redrive();

        Assert.Equal((ExecutionStatus.Running, Outcome.Running, null), (history.Project().Status, history.Project().Outcome, history.Project().EndedAt));

        var again = history.Run(7).End("Failed", "E2").Project();
        Assert.Equal((Outcome.Abnormal, 7, "E2"), (again.Outcome, again.ExitCode, again.Error));
    }

    [Theory]
    [InlineData("entered in the old try")]
    [InlineData("a new try")]
    [InlineData("a new visit")]
    [InlineData("scheduled at once")]
    public void Of_a_parallel_only_what_had_not_finished_runs_again_and_the_rest_still_shows(string form)
    {
        var history = Some.History().Begin("P").At(out var begun).Job("A", 9).From(begun).Enter("Task", "B").Run(1).At(out var failed)
            .Add("ParallelStateFailed").End("Failed").Redrive().At(out var redriven);
        _ = form switch
        {
            "entered in the old try" => history.From(begun).Enter("Task", "B"),
            "a new try" => history.From(failed).Add("ParallelStateStarted").Enter("Task", "B"),
            "a new visit" => history.From(redriven).Begin("P").Enter("Task", "B"),
            _ => history.From(redriven),
        };
        var snapshot = history.Run(0).Exit("Task", "B").Exit("Parallel", "P").End("Succeeded").Project();

        Assert.Equal([("A", Outcome.Warning, 9), ("B", Outcome.Normal, 0)], snapshot.Visit("P").Branches.Select(b => (b.FirstState, b.Outcome, b.ExitCode!.Value)));
        Assert.Equal((Outcome.Warning, Outcome.Warning, false), (snapshot.Outcome, snapshot.Visit("P").Outcome, snapshot.Visit("P").Caught));
    }
}
