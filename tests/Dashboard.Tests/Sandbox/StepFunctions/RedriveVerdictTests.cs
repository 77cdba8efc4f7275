using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

/// <summary>What the verdict foretells is what a redrive does.</summary>
public sealed class RedriveVerdictTests
{
    private const string Job = """{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"}""";

    public static TheoryData<string> Definitions =>
    [
        """{"StartAt":"A","States":{"A":JOB,"Next":"B"},"B":JOB,"Next":"C"},"C":JOB,"End":true}}}""",
        """{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":JOB,"End":true}}},{"StartAt":"D","States":{"D":JOB,"Next":"B"},"B":JOB,"End":true}}}]}}}""",
        """{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"C"},"C":JOB,"End":true}}},{"StartAt":"Q","States":{"Q":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":JOB,"End":true}}},{"StartAt":"B","States":{"B":JOB,"End":true}}}]}}}]}}}""",
        """{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":2,"End":true,"ItemProcessor":{"StartAt":"A","States":{"A":JOB,"Next":"B"},"B":JOB,"End":true}}}}}}""",
        """{"StartAt":"A","States":{"A":JOB,"Next":"F"},"F":{"Type":"Fail","Error":"E"}}}""",
        """{"StartAt":"A","States":{"A":JOB,"Next":"X"},"X":{"Type":"Choice","Choices":[{"Variable":"$.no","StringEquals":"x","Next":"S"}]},"S":{"Type":"Succeed"}}}""",
    ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public async Task What_runs_again_is_what_it_named_and_it_helps_exactly_where_it_said_so(string template)
    {
        var text = template.Replace("JOB", Job, StringComparison.Ordinal);
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { state = "B", answers = new object[] { new { error = "E" }, new { result = 1 } } });
        await sandbox.RestAsync("POST", "/_sandbox/mocks", new { answers = new[] { new { result = 0 } } });
        Assert.Equal("", Some.Text(await Some.MachineAsync(sandbox, "m", text), "code"));
        await Some.StartAsync(sandbox, "m", "run", "[1,2,3]");
        sandbox.Pass(5);
        await using var aws = new ServiceCollection().AddAws(_ => new AwsConnection(sandbox.Server.Address, "ap-northeast-1", "key", "secret")).BuildServiceProvider();
        var stop = TestContext.Current.CancellationToken;
        var events = await aws.GetRequiredService<HistoryReader>().ReadAsync(Some.ExecutionArn + "m:run", 0, stop);
        var detail = await aws.GetRequiredService<StepFunctionsGateway>().DescribeExecutionAsync(Some.ExecutionArn + "m:run", stop);
        var definition = AslReader.Read(text);
        var snapshot = ExecutionProjection.Project(events, ExitCodePolicy.Default, definition);
        Assert.Equal(ExecutionStatus.Failed, snapshot.Status);
        var verdict = RedriveVerdict.Judge(snapshot, detail.RedriveStatus, detail.RedriveStatusReason, snapshot.EndedAt!.Value, definition);

        await sandbox.SfnAsync("RedriveExecution", new { executionArn = Some.ExecutionArn + "m:run" });
        sandbox.Pass(120);

        var after = await aws.GetRequiredService<HistoryReader>().ReadAsync(Some.ExecutionArn + "m:run", events[^1].Id, stop);
        var entered = after.Where(e => e.Type.EndsWith("StateEntered", StringComparison.Ordinal)).Select(e => e.Name!).ToList();
        Assert.All(verdict.GoesOnAt, p => Assert.Contains(p.State, entered));
        var kept = verdict.Kept.Select(v => v.Name).Except(verdict.GoesOnAt.Select(p => p.State));
        // In a Map that runs again, other iterations have states of the same name.
        Assert.All(definition.Find("M") is null ? kept : [], k => Assert.DoesNotContain(k, entered));
        Assert.Equal(verdict.Helps, after[^1].Type == "ExecutionSucceeded");
    }
}
