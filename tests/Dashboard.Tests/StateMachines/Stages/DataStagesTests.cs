using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Stages;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.StateMachines.Stages;

public sealed class DataStagesTests
{
    private const string Task = """
        {"StartAt":"P","States":{
          "P":{"Type":"Pass","Assign":{"day.$":"$.day"},"Next":"ジョブ"},
          "ジョブ":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:sendMessage","InputPath":"$.job",
            "Parameters":{"Name.$":"$.name","Day.$":"$day","Who.$":"$$.Execution.Name"},
            "ResultSelector":{"code.$":"$.ExitCode","day.$":"$day"},"ResultPath":"$.result","OutputPath":"$.result","Assign":{"last.$":"$.code"},"End":true}}}
        """;

    [Fact]
    public void Every_step_that_the_state_has_is_there_in_order_and_leads_to_the_output_of_the_history()
    {
        var run = Run(Task, """{"day":"月曜","job":{"name":"A"}}""", """{"ExitCode":9,"More":1}""");
        Assert.Equal(
            [
                """Input {"day":"月曜","job":{"name":"A"}}""",
                """InputPath* {"name":"A"}""",
                """Parameters {"Name":"A","Day":"月曜","Who":"night-1"}""",
                """Result {"ExitCode":9,"More":1}""",
                """ResultSelector* {"code":9,"day":"月曜"}""",
                """ResultPath* {"day":"月曜","job":{"name":"A"},"result":{"code":9,"day":"月曜"}}""",
                """OutputPath* {"code":9,"day":"月曜"}""",
                """Output {"code":9,"day":"月曜"}""",
                """Assign {"last":9}""",
            ],
            run.Stages("ジョブ"));
    }

    [Fact]
    public void What_would_not_lead_to_the_output_of_the_history_is_left_out_with_its_reason()
    {
        var run = Run(Task, """{"day":"月曜","job":{"name":"A"}}""", """{"ExitCode":9}""");
        var visit = run.Visit("ジョブ") with { Output = """{"code":1}""" };
        var stages = DataStages.Of(run.Definition, visit, run.Events, run.Identity, run.Input);
        Assert.Equal([DataGap.Differs, DataGap.Differs, DataGap.Differs], stages.Where(s => s.Gap != DataGap.None).Select(s => s.Gap));
        Assert.All(stages.Where(s => s.Gap != DataGap.None), s => Assert.Null(s.Text));
    }

    [Fact]
    public void A_caught_failure_shows_the_error_that_the_catcher_got()
    {
        var run = Run("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:sendMessage","Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"P"}],"End":true},"P":{"Type":"Pass","End":true}}}""", """{"a":1}""", null);
        Assert.Equal(["""Input {"a":1}""", """CaughtError {"Error":"Broken","Cause":"理由"}""", """Output {"a":1,"error":{"Error":"Broken","Cause":"理由"}}"""], run.Stages("T"));
    }

    [Fact]
    public void JSONata_takes_arguments_and_result_from_the_history()
    {
        var run = Run("""{"QueryLanguage":"JSONata","StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:sendMessage","Arguments":{"n":"{% $states.input.a + 1 %}"},"Output":"{% $states.result.b %}","Assign":{"x":"{% $states.result.b %}"},"End":true}}}""", """{"a":1}""", """{"b":5}""");
        Assert.Equal(["""Input {"a":1}""", """Arguments {"n":2}""", """Result {"b":5}""", "Output 5", """Assign {"x":5}"""], run.Stages("T"));
    }

    [Fact]
    public void Variables_of_an_inner_branch_are_not_seen_outside_it()
    {
        var run = Run("""{"StartAt":"並列","States":{"並列":{"Type":"Parallel","Branches":[{"StartAt":"In","States":{"In":{"Type":"Pass","Assign":{"x":1},"End":true}}}],"Assign":{"y":2},"ResultPath":"$.r","Next":"Out"},"Out":{"Type":"Pass","Parameters":{"y.$":"$y"},"End":true}}}""", "{}", null);
        Assert.Equal(["""Input {"r":[{}]}""", """Parameters* {"y":2}""", """Output {"y":2}"""], run.Stages("Out"));
        Assert.Equal(["Input {}", "ResultPath? NotInHistory", """Output {"r":[{}]}""", """Assign {"y":2}"""], run.Stages("並列"));
    }

    private static Ran Run(string definition, string input, string? answer)
    {
        var events = new List<HistoryEvent>();
        var identity = new ExecutionIdentity("arn:aws:states:ap-northeast-1:123456789012:execution:M:night-1", "night-1", "arn:aws:states:ap-northeast-1:123456789012:stateMachine:M", "M", "arn:aws:iam::123456789012:role/r", new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero));
        var read = AslReader.Read(definition);
        new StateMachineExecution(read, identity, input, new Answering(answer), new SimulatedTime(identity.StartTime), events.Add).Start();
        return new Ran(read, identity, input, events);
    }

    private sealed record Ran(StateMachineDefinition Definition, ExecutionIdentity Identity, string Input, IReadOnlyList<HistoryEvent> Events)
    {
        public StateVisit Visit(string name) => ExecutionProjection.Project(Events, ExitCodePolicy.Default, Definition).Visits.First(v => v.Name == name);

        public IEnumerable<string> Stages(string name) => DataStages.Of(Definition, Visit(name), Events, Identity, Input)
            .Select(s => $"{s.Kind}{(s.IsComputed ? "*" : s.Text is null ? "?" : "")} {s.Text ?? s.Gap.ToString()}");
    }

    private sealed class Answering(string? answer) : ITaskService
    {
        public Task<string> CallAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken) =>
            answer is null ? throw new StatesErrorException("Broken", "理由") : System.Threading.Tasks.Task.FromResult(answer);
    }
}
