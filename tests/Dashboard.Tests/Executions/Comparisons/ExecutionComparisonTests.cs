using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.Executions.Comparisons;

public sealed class ExecutionComparisonTests
{
    [Fact]
    public void Another_exit_code_is_where_they_part_although_later_states_differ_too()
    {
        var left = Some.History().Job("A", 0).Job("B", 12).Pass("判定", type: "Choice").Enter("Fail", "異常終了").End("Failed");
        var right = Some.History().Job("A", 0).Job("B", 0).Pass("判定", type: "Choice").Pass("正常終了").End("Succeeded");
        var comparison = Compare(left, right);

        var first = comparison.FirstDivergence!;
        Assert.Equal((DivergenceKind.ExitCode, "B", 12, 0), (first.Kind, first.State!.Name, first.Left!.Task!.ExitCode, first.Right!.Task!.ExitCode));
        Assert.Equal(
            [("A", true, true), ("B", true, true), ("判定", true, true), ("正常終了", false, true), ("異常終了", true, false)],
            comparison.States.Select(s => (s.Key.Name, s.Left is not null, s.Right is not null)));
    }

    [Fact]
    public void Another_way_from_a_choice_is_named_with_both_ways()
    {
        var left = Some.History().Pass("判定", type: "Choice").Job("X", 0).End("Succeeded");
        var right = Some.History().Pass("判定", type: "Choice").Job("Y", 0).End("Succeeded");
        var first = Compare(left, right).FirstDivergence!;

        Assert.Equal((DivergenceKind.Route, "判定", "X", "Y"), (first.Kind, first.State!.Name, first.Left!.Name, first.Right!.Name));
    }

    [Fact]
    public void The_job_inside_a_parallel_speaks_and_not_the_parallel()
    {
        HistoryBuilder Run(int code) => Some.History().Begin("P").At(out var begun).Job("A", 0).From(begun).Job("B", code).Exit("Parallel", "P").End("Succeeded");
        var first = Compare(Run(9), Run(0)).FirstDivergence!;

        Assert.Equal((DivergenceKind.ExitCode, "B"), (first.Kind, first.State!.Name));
    }

    [Fact]
    public void A_shorter_one_ends_at_the_last_state_they_share()
    {
        var first = Compare(Some.History().Pass("A").From(0).End("Aborted"), Some.History().Pass("A").Pass("B").End("Succeeded")).FirstDivergence!;

        Assert.Equal((DivergenceKind.Shorter, "A", null, "B"), (first.Kind, first.State!.Name, first.Left, first.Right!.Name));
    }

    [Fact]
    public void Loops_align_by_occurrence_iterations_by_index_and_what_was_done_again_is_left_out()
    {
        var history = Some.History().Job("A", 0).Job("A", 0).Enter("Map", "M").Add("MapStateStarted").At(out var begun);
        for (var i = 0; i < 2; i++)
        {
            history.From(begun).Add("MapIterationStarted", e => e with { Index = i, Name = "M" }).Job("J", 0).Add("MapIterationSucceeded", e => e with { Index = i, Name = "M" });
        }

        history.Exit("Map", "M").Enter("Task", "Z").Run(1).End("Failed").Redrive().Enter("Task", "Z").Run(0).Exit("Task", "Z").End("Succeeded");

        Assert.Equal(
            [new("A", "", 1), new("A", "", 2), new("M", "", 1), new("J", "M[0]", 1), new("J", "M[1]", 1), new("Z", "", 1)],
            Compare(history, history).States.Select(s => s.Key));
    }

    [Fact]
    public void Durations_are_set_against_each_other()
    {
        var comparison = Compare(Some.History().Enter("Task", "A").Run(1).Run(0).Exit("Task", "A").End("Succeeded"), Some.History().Enter("Task", "A").Run(0).Exit("Task", "A").End("Succeeded"));

        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)), (comparison.States[0].Longer, comparison.Longer));
        Assert.Null(comparison.FirstDivergence);
    }

    [Fact]
    public void A_changed_definition_names_its_states_and_a_holder_only_for_what_is_its_own()
    {
        const string Before = """{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"r","End":true}}}],"Next":"Old"},"Old":{"Type":"Pass","End":true}}}""";
        var after = Before.Replace("\"Old\":{", "\"New\":{", StringComparison.Ordinal).Replace("\"Next\":\"Old\"", "\"Next\": \"Old\"", StringComparison.Ordinal).Replace("\"r\"", "\"s\"", StringComparison.Ordinal);
        var some = Some.History().Project();
        var comparison = ExecutionComparison.Compare(new(some, AslReader.Read(after), "2"), new(some, AslReader.Read(Before), "1"));

        Assert.Equal(["New", "Old", "A"], [.. comparison.Definition!.Added, .. comparison.Definition.Removed, .. comparison.Definition.Changed]);
        Assert.True(comparison.RevisionsDiffer);
        Assert.Null(ExecutionComparison.Compare(new(some, AslReader.Read(Before)), new(some, AslReader.Read(Before))).Definition);
    }

    [Fact]
    public void Another_image_is_seen_also_behind_the_same_tag()
    {
        HistoryBuilder Run(string digest) => Some.History().Enter("Task", "A").Schedule()
            .Succeed($$"""{"TaskArn":"{{Some.TaskArn}}","StopCode":"EssentialContainerExited","Containers":[{"Name":"app","ExitCode":0,"Image":"job:latest","ImageDigest":"{{digest}}"}]}""").Exit("Task", "A").End("Succeeded");

        Assert.Equal([new("A", "app", "job:latest@sha256:b", "job:latest@sha256:a")], Compare(Run("sha256:b"), Run("sha256:a")).Images);
        Assert.Empty(Compare(Run("sha256:b"), Run("sha256:b")).Images);
    }

    [Fact]
    public void Any_execution_compared_with_itself_differs_in_nothing_and_with_its_own_beginning_only_in_what_is_missing() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 100], Gen.Double[0, 1]).Sample((shape, ends, part) =>
        {
            var run = new ScriptedRun(new RandomDefinition(shape).Text(), "[1,2,3]", RandomDefinition.Tasks(ends));
            run.ToEnd();
            var whole = ExecutionProjection.Project(run.Events, ExitCodePolicy.Default, AslReader.Read(new RandomDefinition(shape).Text()));
            var same = ExecutionComparison.Compare(new(whole), new(whole));
            Assert.Null(same.FirstDivergence);
            Assert.True(same.Input.IsEmpty && same.Output.IsEmpty && same.Images.IsEmpty && same.States.All(s => s.IsInBoth && s.Longer == TimeSpan.Zero));

            var early = ExecutionProjection.Project(run.Events.Take((int)(run.Events.Count * part)), ExitCodePolicy.Default);
            var compared = ExecutionComparison.Compare(new(early), new(whole));
            Assert.Equal(compared.States.Length, compared.States.Select(s => s.Key).Distinct().Count());
            Assert.Equal(whole.Visits.Count(v => v.Counts), compared.States.Count(s => s.Right is not null));
        }, iter: 300);

    private static ExecutionComparison Compare(HistoryBuilder left, HistoryBuilder right) => ExecutionComparison.Compare(new(left.Project()), new(right.Project()));
}
