using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Machines;
using Dashboard.Live;
using Xunit;

namespace Dashboard.Web.Tests.Features.Machines;

public sealed class MachineTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> None = [];

    [Fact]
    public void Children_stand_under_every_parent_that_starts_them()
    {
        var rows = MachineTable.Create(Board(Machine("A", "C"), Machine("B", "C"), Machine("C")), null, OutcomeFilter.All, None, Now);
        Assert.Equal(["A:0", "A/C:1", "B:0", "B/C:1"], rows.Select(r => $"{r.Path}:{r.Depth}"));
    }

    [Fact]
    public void Machines_that_start_each_other_in_a_circle_are_shown_and_end()
    {
        var rows = MachineTable.Create(Board(Machine("A", "B"), Machine("B", "A"), Machine("C", "C")), null, OutcomeFilter.All, None, Now);
        Assert.Equal(["A", "A/B", "C"], rows.Select(r => r.Path));
    }

    [Fact]
    public void Closing_a_row_folds_its_children_away()
    {
        var rows = MachineTable.Create(Board(Machine("A", "B"), Machine("B")), null, OutcomeFilter.All, new HashSet<string> { "A" }, Now);
        Assert.Equal(("A", true, false), (Assert.Single(rows).Path, rows[0].HasChildren, rows[0].IsOpen));
    }

    [Fact]
    public void A_search_keeps_what_fits_and_the_way_to_it()
    {
        var rows = MachineTable.Create(Board(Machine("Parent", "Wanted"), Machine("Wanted"), Machine("Other")), "want", OutcomeFilter.All, None, Now);
        Assert.Equal(["Parent", "Parent/Wanted"], rows.Select(r => r.Path));
    }

    [Theory]
    [InlineData(OutcomeFilter.Hidden, "hidden")]
    [InlineData(OutcomeFilter.Abnormal, "hidden failed")]
    [InlineData(OutcomeFilter.Warning, "warned")]
    [InlineData(OutcomeFilter.NeverRun, "new")]
    public void The_filter_goes_by_what_the_last_execution_came_to(OutcomeFilter filter, string expected)
    {
        var board = Board(
            Machine("hidden") with { Runs = [Run(ExecutionStatus.Succeeded, Outcome.Abnormal)] },
            Machine("failed") with { Runs = [Run(ExecutionStatus.Failed, Outcome.Abnormal), Run(ExecutionStatus.Succeeded, Outcome.Warning)] },
            Machine("warned") with { Runs = [Run(ExecutionStatus.Succeeded, Outcome.Warning)] },
            Machine("new"));
        Assert.Equal(expected.Split(' ').Order(), MachineTable.Create(board, null, filter, None, Now).Select(r => r.Path).Order());
    }

    [Fact]
    public void One_that_hung_for_hours_does_not_press_the_others_flat()
    {
        RunView[] runs = [.. Enumerable.Range(0, 13).Select(_ => Run(ExecutionStatus.Succeeded, Outcome.Normal)), Run(ExecutionStatus.Failed, Outcome.Abnormal) with { StoppedAt = Now }];
        var bars = RunBar.Create(runs, Now);
        Assert.Equal((100, 40), (bars[0].Height, bars[1].Height));
    }

    private static Board Board(params MachineView[] machines) => global::Dashboard.Live.Board.Empty with { Machines = [.. machines] };

    private static MachineView Machine(string name, params string[] children) => new() { Arn = name, Name = name, Children = [.. children] };

    private static RunView Run(ExecutionStatus status, Outcome outcome) =>
        new() { Arn = "run", Name = "run", Status = status, Outcome = outcome, StartedAt = Now.AddHours(-9), StoppedAt = Now.AddHours(-9).AddMinutes(10) };
}
