using Dashboard.Domain.Executions.Restarts;
using Xunit;

namespace Dashboard.Tests.Executions.Restarts;

public sealed class RestartPlannerTests
{
    /// <summary>Three jobs in a row; A, B and C are asked by conditions of any form.</summary>
    private static string Serial(string a, string b, string c, string top = "") => """
        {<top>'StartAt':'Gate A','States':{
          'Gate A':{'Type':'Choice','Choices':[{<a>,'Next':'Gate B'}],'Default':'A'},
          'A':{<job>,'Next':'Gate B'},
          'Gate B':{'Type':'Choice','Choices':[{<b>,'Next':'Gate C'}],'Default':'B'},
          'B':{<job>,'Next':'Gate C'},
          'Gate C':{'Type':'Choice','Choices':[{<c>,'Next':'End'}],'Default':'C'},
          'C':{<job>,'Next':'End'},
          'End':{'Type':'Succeed'}}}
        """.Replace("<top>", top, StringComparison.Ordinal).Replace("<a>", a, StringComparison.Ordinal).Replace("<b>", b, StringComparison.Ordinal).Replace("<c>", c, StringComparison.Ordinal);

    public static TheoryData<string, string, string> Forms => new()
    {
        { "'Variable':'$.skip{0}','IsPresent':true", "{}", """{"skipA":true,"skipB":true}""" },
        { "'Variable':'$$.Execution.Input.skip.{0}','IsPresent':true", "{}", """{"skip":{"A":true,"B":true}}""" },
        { "'And':[{'Variable':'$.skip.{0}','IsPresent':true},{'Variable':'$.skip.{0}','BooleanEquals':true}]", """{ "day" : 1.0, "skip":{"C":false}}""", """{ "day" : 1.0, "skip":{"C":false,"A":true,"B":true}}""" },
        { "'And':[{'Variable':'$.skip','IsPresent':true},{'Variable':'$.skip','IsString':true},{'Variable':'$.skip','StringMatches':'*{0}*'}]", "{}", """{"skip":"A,B"}""" },
        { "'Not':{'Or':[{'Variable':'$.{0}','IsPresent':false},{'Variable':'$.{0}','StringEquals':'run'}]}", "{}", """{"A":true,"B":true}""" },
        { "'And':[{'Variable':'$.{0}','IsPresent':true},{'Variable':'$.{0}','NumericEquals':1}]", "{\n  \"day\": \"2026-11-23\"\n}", "{\n  \"day\": \"2026-11-23\",\n  \"A\": 1,\n  \"B\": 1\n}" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_input_gets_what_the_gates_of_the_finished_jobs_ask_for_and_stays_as_it_was_written_else(string form, string input, string expected)
    {
        var machine = Some.Machine(Serial(Of("A"), Of("B"), Of("C")));
        var plan = Some.Plan(machine, input, ("C", 1));
        Assert.Null(plan.Problem);
        Assert.Equal(expected, plan.Input);
        Assert.Equal([("A", RestartFate.Skipped), ("B", RestartFate.Skipped), ("C", RestartFate.RunsAgain)], plan.Jobs.Select(j => (j.Name, j.Fate)));
        Assert.Equal(["C"], Some.Started(machine, plan.Input!));

        string Of(string job) => form.Replace("{0}", job, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% $states.context.Execution.Input.skip.{0} = true %}", """{"skip":{"A":true,"B":true}}""")]
    [InlineData("{% $exists($states.input.`skip {0}`) and $not($states.input.`skip {0}` = 'no') %}", """{"skip A":true,"skip B":true}""")]
    [InlineData("{% '{0}' in $states.context.Execution.Input.done %}", """{"done":["A","B"]}""")]
    public void Gates_in_JSONata_are_found_as_well(string form, string expected)
    {
        var (a, b, c) = (Of("A"), Of("B"), Of("C"));
        var machine = Some.Machine(Serial(a, b, c, "'QueryLanguage':'JSONata',").Replace("<job>", "'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync','Arguments':{},'Output':'{% $states.input %}'", StringComparison.Ordinal));
        var plan = Some.Plan(machine, "{}", ("C", 1));
        Assert.Equal((null, expected), (plan.Problem, plan.Input));
        Assert.Equal(["C"], Some.Started(machine, plan.Input!));

        string Of(string job) => $"'Condition':{Some.Text(form.Replace("{0}", job, StringComparison.Ordinal))}";
    }

    [Fact]
    public void One_gate_at_the_front_may_lead_to_each_job()
    {
        var machine = Some.Machine("""
            {'StartAt':'From','States':{
              'From':{'Type':'Choice','Choices':[
                {'And':[{'Variable':'$.from','IsPresent':true},{'Variable':'$.from','StringEquals':'B'}],'Next':'B'},
                {'And':[{'Variable':'$.from','IsPresent':true},{'Variable':'$.from','StringEquals':'C'}],'Next':'C'}],'Default':'A'},
              'A':{<job>,'Next':'B'},'B':{<job>,'Next':'C'},'C':{<job>,'End':true}}}
            """);
        Assert.Equal("""{"from":"C"}""", Some.Plan(machine, "{}", ("C", 1)).Input);
        Assert.Equal("""{"from":"B"}""", Some.Plan(machine, "{}", ("B", 1)).Input);
        Assert.Equal(RestartProblem.NothingFinished, Some.Plan(machine, "{}", ("A", 1)).Problem);
    }

    [Fact]
    public void What_an_earlier_restart_skipped_stays_skipped()
    {
        var machine = Some.Machine(Serial("'Variable':'$.skipA','IsPresent':true", "'Variable':'$.skipB','IsPresent':true", "'Variable':'$.skipC','IsPresent':true"));
        var plan = Some.Plan(machine, """{"skipA":true}""", ("C", 1));
        Assert.Equal("""{"skipA":true,"skipB":true}""", plan.Input);
        Assert.Equal(["B"], plan.Skipped.Select(j => j.Name));
    }

    [Fact]
    public void A_job_that_ended_with_a_warning_which_was_caught_has_finished()
    {
        var machine = Some.Machine("""
            {'StartAt':'Gate A','States':{
              'Gate A':{'Type':'Choice','Choices':[{'Variable':'$.skipA','IsPresent':true,'Next':'B'}],'Default':'A'},
              'A':{<job>,'Catch':[{'ErrorEquals':['States.ALL'],'ResultPath':'$.error','Next':'警告判定(A)'}],'Next':'B'},
              '警告判定(A)':{'Type':'Choice','Choices':[{'Variable':'$.error.Cause','StringMatches':'*ExitCode\":9*','Next':'B'}],'Default':'異常終了'},
              'B':{<job>,'End':true},'異常終了':{'Type':'Fail'}}}
            """);
        Assert.Equal("""{"skipA":true}""", Some.Plan(machine, "{}", ("A", 9), ("B", 1)).Input);
        Assert.Equal(RestartProblem.NothingFinished, Some.Plan(machine, "{}", ("A", 12)).Problem);
    }

    private const string Branches = """
        {'StartAt':'Jobs','States':{
          'Jobs':{'Type':'Parallel','Next':'Judge','Branches':[
            {'StartAt':'Gate 1','States':{
              'Gate 1':{'Type':'Choice','Choices':[{'Variable':'$.skip1','IsPresent':true,'Next':'Done 1'}],'Default':'One'},
              'One':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync','Parameters':{},'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Marker 1'}],'End':true},
              'Marker 1':{'Type':'Pass','Result':{'Containers':[{'ExitCode':999}]},'End':true},
              'Done 1':{'Type':'Pass',SUPPLY'End':true}}},
            {'StartAt':'Gate 2','States':{
              'Gate 2':{'Type':'Choice','Choices':[{'Variable':'$.skip2','IsPresent':true,'Next':'Done 2'}],'Default':'Two'},
              'Two':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync','Parameters':{},'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Marker 2'}],'End':true},
              'Marker 2':{'Type':'Pass','Result':{'Containers':[{'ExitCode':999}]},'End':true},
              'Done 2':{'Type':'Pass',SUPPLY'End':true}}}]},
          'Judge':{'Type':'Choice','Choices':[{'Or':[{'Variable':'$[0].Containers[0].ExitCode','NumericEquals':0},{'Variable':'$[1].Containers[0].ExitCode','NumericEquals':0}],'Next':'End'}],'Default':'異常終了'},
          'End':{'Type':'Succeed'},'異常終了':{'Type':'Fail'}}}
        """;

    [Fact]
    public void In_a_run_that_succeeded_over_a_failure_the_branch_that_failed_runs_again_and_the_other_does_not()
    {
        var machine = Some.Machine(Branches.Replace("SUPPLY", "'Result':{'Containers':[{'ExitCode':0}]},", StringComparison.Ordinal));
        var plan = Some.Plan(machine, "{}", ("Two", 1));
        Assert.Equal("""{"skip1":true}""", plan.Input);
        Assert.Equal([("One", RestartFate.Skipped, 0), ("Two", RestartFate.RunsAgain, 1)], plan.Jobs.Select(j => (j.Name, j.Fate, j.BranchIndex)));
        Assert.Equal(["Two"], Some.Started(machine, plan.Input!));
    }

    [Fact]
    public void A_branch_whose_result_is_judged_is_not_skipped_where_the_way_round_supplies_none()
    {
        var plan = Some.Plan(Some.Machine(Branches.Replace("SUPPLY", "", StringComparison.Ordinal)), "{}", ("Two", 1));
        Assert.Equal(RestartProblem.NoneSkipped, plan.Problem);
        Assert.Equal(("One", RestartFate.OutputNeeded, "Judge"), plan.Jobs.Select(j => (j.Name, j.Fate, j.Reader)).First());
    }
}
