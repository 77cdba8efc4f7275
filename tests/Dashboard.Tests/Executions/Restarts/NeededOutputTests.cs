using Dashboard.Domain.Executions.Restarts;
using Xunit;

namespace Dashboard.Tests.Executions.Restarts;

/// <summary>What is not skipped, or not offered, and the reason that is given.</summary>
public sealed class NeededOutputTests
{
    /// <summary>A job whose output is kept, one that runs in between, and one that fails.</summary>
    private static string Machine(string resultPath, string b, string c, string after = "") => """
        {'StartAt':'Gate A','States':{
          'Gate A':{'Type':'Choice','Choices':[{'Variable':'$$.Execution.Input.skip.A','IsPresent':true,'Next':'Gate B'}],'Default':'A'},
          'A':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync','Parameters':{},<path>'Next':'Gate B'},
          'Gate B':{'Type':'Choice','Choices':[{'Variable':'$$.Execution.Input.skip.B','IsPresent':true,'Next':'C'}],'Default':'B'},
          'B':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync',<b>,'ResultPath':null,'Next':'C'},
          'C':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync',<c>,'ResultPath':'$.c',<then>}<after>}}
        """.Replace("<path>", resultPath, StringComparison.Ordinal).Replace("<b>", b, StringComparison.Ordinal).Replace("<c>", c, StringComparison.Ordinal)
        .Replace("<then>", after.Length == 0 ? "'End':true" : "'Next':'Judge'", StringComparison.Ordinal).Replace("<after>", after, StringComparison.Ordinal);

    [Fact]
    public void A_job_whose_output_a_later_job_is_called_with_runs_again_and_the_others_are_skipped()
    {
        var plan = Some.Plan(Some.Machine(Machine("'ResultPath':'$.a',", "'Parameters':{}", "'Parameters':{'code.$':'$.a.Containers[0].ExitCode'}")), "{}", ("C", 1));
        Assert.Equal("""{"skip":{"B":true}}""", plan.Input);
        Assert.Equal([("A", RestartFate.OutputNeeded, "C"), ("B", RestartFate.Skipped, null), ("C", RestartFate.RunsAgain, null)], plan.Jobs.Select(j => (j.Name, j.Fate, j.Reader)));
    }

    [Fact]
    public void Where_the_reader_is_skipped_too_nobody_needs_the_output() =>
        Assert.Equal("""{"skip":{"A":true,"B":true}}""", Some.Plan(Some.Machine(Machine("'ResultPath':'$.a',", "'Parameters':{'code.$':'$.a.Containers[0].ExitCode'}", "'Parameters':{}")), "{}", ("C", 1)).Input);

    [Fact]
    public void A_job_that_is_called_with_all_of_the_data_needs_what_is_in_it()
    {
        var plan = Some.Plan(Some.Machine(Machine("", "'Parameters':{}", "'Comment':'no parameters'")), "{}", ("C", 1));
        Assert.Equal([RestartFate.OutputNeeded, RestartFate.Skipped, RestartFate.RunsAgain], plan.Jobs.Select(j => j.Fate));
    }

    [Fact]
    public void A_reader_on_a_way_that_a_good_end_does_not_take_counts_as_well()
    {
        var plan = Some.Plan(Some.Machine(Machine("'ResultPath':'$.a',", "'Parameters':{}", "'Parameters':{}", """
            ,'Judge':{'Type':'Choice','Choices':[{'Variable':'$.c.Containers[0].ExitCode','NumericEquals':0,'Next':'End'}],'Default':'Mail'},
            'Mail':{'Type':'Task','Resource':'arn:aws:states:::sns:publish','Parameters':{'Message.$':'$.a'},'End':true},'End':{'Type':'Succeed'}
            """)), "{}", ("C", 1));
        Assert.Equal(("A", RestartFate.OutputNeeded, "Mail"), plan.Jobs.Select(j => (j.Name, j.Fate, j.Reader)).First());
    }

    [Fact]
    public void What_is_made_anew_each_time_is_no_difference() =>
        Assert.Equal("""{"skip":{"A":true,"B":true}}""", Some.Plan(Some.Machine(Machine("'ResultPath':'$.a',", "'Parameters':{}", "'Parameters':{'id.$':'States.UUID()'}")), "{}", ("C", 1)).Input);

    [Theory]
    [InlineData("[1]", RestartProblem.InputIsNoObject)]
    [InlineData("nothing", RestartProblem.InputIsNoObject)]
    public void An_input_that_is_no_object_takes_no_keys(string input, RestartProblem problem)
    {
        var machine = Some.Machine(Machine("", "'Parameters':{}", "'Parameters':{}"));
        Assert.Equal(problem, RestartPlanner.Plan(Some.Run(machine, "{}", ("C", 1)), input, machine).Problem);
    }

    [Fact]
    public void What_is_not_offered_says_why()
    {
        var gated = Some.Machine(Machine("", "'Parameters':{}", "'Parameters':{}"));
        var plain = Some.Machine("""{'StartAt':'A','States':{'A':{<job>,'Next':'B'},'B':{<job>,'End':true}}}""");
        Assert.Equal(RestartProblem.NoFailedJob, Some.Plan(gated).Problem);
        Assert.Equal(RestartProblem.NothingFinished, Some.Plan(gated, "{}", ("A", 1)).Problem);
        Assert.Equal((RestartProblem.NoGates, true), (Some.Plan(plain, "{}", ("B", 1)).Problem, Some.Plan(plain, "{}", ("B", 1)).HasUngatedJobs));
        Assert.Equal(RestartProblem.DefinitionChanged, RestartPlanner.Plan(Some.Run(plain, "{}", ("B", 1)), "{}", Some.Machine("{'StartAt':'A','States':{'A':{<job>,'Next':'Z'},'Z':{<job>,'End':true}}}")).Problem);
        Assert.Equal(RestartProblem.NoDefinition, RestartPlanner.Plan(Some.Run(plain), "{}", null).Problem);
        Assert.Equal(RestartProblem.Running, RestartPlanner.Plan(Some.Run(plain) with { Status = Dashboard.Domain.Executions.ExecutionStatus.Running }, "{}", plain).Problem);
    }

    [Fact]
    public void A_job_that_ran_twice_is_not_skipped()
    {
        var machine = Some.Machine("""
            {'StartAt':'Gate','States':{
              'Gate':{'Type':'Choice','Choices':[{'Variable':'$.skip','IsPresent':true,'Next':'C'}],'Default':'A'},
              'A':{'Type':'Task','Resource':'arn:aws:states:::ecs:runTask.sync','Parameters':{},'ResultPath':'$.a','Next':'Again?'},
              'Again?':{'Type':'Choice','Choices':[{'Variable':'$.again','IsPresent':true,'Next':'C'}],'Default':'Note'},
              'Note':{'Type':'Pass','Result':1,'ResultPath':'$.again','Next':'A'},
              'C':{<job>,'End':true}}}
            """);
        Assert.Equal(RestartProblem.NoneSkipped, Some.Plan(machine, "{}", ("C", 1)).Problem);
        Assert.Equal(RestartFate.RanSeveralTimes, Some.Plan(machine, "{}", ("C", 1)).Jobs[0].Fate);
    }
}
