using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

/// <summary>What the dashboard makes of a distributed Map, whose children stand in no history of their parent.</summary>
public sealed class MapRunProjectionTests
{
    private const string Machine = """
        {"StartAt":"M","States":{"M":{"Type":"Map","Label":"Jobs",MORE"End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
          "StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$","NumericEquals":2,"Next":"J"}],"Default":"OK"},"OK":{"Type":"Pass","End":true},
          "J":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}}}}}}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_Map_tolerates_has_failed_all_the_same()
    {
        await using var sandbox = await RunAsync("\"ToleratedFailureCount\":2,");
        var (events, run, children) = await ReadAsync(sandbox);
        var snapshot = Project(events, run);

        Assert.Equal((ExecutionStatus.Succeeded, Outcome.Abnormal, true), (snapshot.Status, snapshot.Outcome, snapshot.HidesFailure));
        Assert.Equal(("M", 1, 3), (snapshot.Failing!.State, snapshot.Failing.MapRun!.Items.Bad, snapshot.Failing.MapRun.Items.Total));
        Assert.Equal(ExecutionStatus.Failed, Assert.Single(children).Status);
        Assert.Equal(Outcome.Normal, ExecutionProjection.Project(events, ExitCodePolicy.Default).Outcome);
    }

    [Fact]
    public async Task A_Map_Run_that_failed_names_its_counts_and_a_redrive_runs_its_failed_children()
    {
        await using var sandbox = await RunAsync("");
        var (events, run, _) = await ReadAsync(sandbox);
        var snapshot = Project(events, run);
        var visit = Assert.Single(snapshot.Visits);

        Assert.Equal((ExecutionStatus.Failed, Outcome.Abnormal, run.Arn), (snapshot.Status, snapshot.Outcome, visit.MapRunArn));
        Assert.Equal(("FAILED", "States.ExceedToleratedFailureThreshold"), (visit.MapRun!.Status, visit.Error));
        Assert.Empty(snapshot.UnknownEventTypes);
        var verdict = RedriveVerdict.Judge(snapshot, "REDRIVABLE", null, snapshot.EndedAt!.Value);
        Assert.Equal((true, RedriveStep.FailedChildren), (verdict.Helps, Assert.Single(verdict.GoesOnAt).Step));

        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Some.ExecutionArn + "m:run" });
        sandbox.Pass(60);
        var (after, redriven, _) = await ReadAsync(sandbox);
        var again = Project(after, redriven);
        Assert.Equal((ExecutionStatus.Succeeded, Outcome.Normal, 1), (again.Status, again.Outcome, redriven.RedriveCount));
        Assert.Equal(run.Arn, again.Visits[^1].MapRunArn);
    }

    private static ExecutionSnapshot Project(IReadOnlyList<HistoryEvent> events, MapRunSummary run) =>
        ExecutionProjection.Project(events, ExitCodePolicy.Default, AslReader.Read(Machine.Replace("MORE", "", StringComparison.Ordinal)), null, new Dictionary<string, MapRunSummary> { [run.Arn] = run });

    private static async Task<SandboxCaller> RunAsync(string more)
    {
        var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "J", answers = new object[] { new { error = "E" }, new { result = 1 } } });
        await Some.MachineAsync(sandbox, "m", Machine.Replace("MORE", more, StringComparison.Ordinal));
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        sandbox.Pass(60);
        return sandbox;
    }

    private static async Task<(IReadOnlyList<HistoryEvent> Events, MapRunSummary Run, IReadOnlyList<ExecutionSummary> Failed)> ReadAsync(SandboxCaller sandbox)
    {
        await using var aws = new ServiceCollection().AddAws(_ => new AwsConnection(sandbox.Server.Address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
        var events = await aws.GetRequiredService<HistoryReader>().ReadAsync(Some.ExecutionArn + "m:run", 0, Stop);
        var arn = ExecutionProjection.Project(events, ExitCodePolicy.Default).Visits[^1].MapRunArn!;
        var run = await aws.GetRequiredService<MapRunGateway>().DescribeAsync(arn, Stop);
        return (events, run, (await aws.GetRequiredService<StepFunctionsGateway>().ListChildrenAsync(arn, ExecutionStatus.Failed, 100, null, Stop)).Executions);
    }
}
