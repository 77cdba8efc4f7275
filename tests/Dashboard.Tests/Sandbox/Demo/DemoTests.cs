using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_has_two_weeks_of_runs_in_every_status_and_some_that_run_now()
    {
        await using var sandbox = await StartAsync(new SimulatedTime(Some.Start));
        var executions = Executions(sandbox).ToList();
        Assert.Equal(Some.Start, sandbox.Account.SeededUntil);
        Assert.True(executions.Count(e => e.Status == ExecutionStatus.Running) >= 3);
        foreach (var machine in executions.Select(e => e.Identity.StateMachineName).Distinct().Except(["Child1", "Child2"]))
        {
            var statuses = executions.Where(e => e.Identity.StateMachineName == machine).Select(e => e.Status).Distinct().ToList();
            Assert.Superset(new HashSet<ExecutionStatus> { ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.Aborted }, statuses.ToHashSet());
        }

        var causes = executions.SelectMany(e => e.History.Events()).Select(e => e.Cause).OfType<string>().ToList();
        Assert.All(["\"ExitCode\":9,", "\"ExitCode\":1,", "\"ExitCode\":12,", "OutOfMemoryError", "CannotPullContainerError"], sign => Assert.Contains(causes, c => c.Contains(sign, StringComparison.Ordinal)));
        Assert.Contains(executions.SelectMany(e => e.History.Events()), e => e.Type == "TaskTimedOut");
    }

    [Fact]
    public async Task The_same_days_have_the_same_runs()
    {
        await using var first = await StartAsync(new SimulatedTime(Some.Start));
        await using var second = await StartAsync(new SimulatedTime(Some.Start));
        Assert.Equal(Summary(first), Summary(second));

        static List<string> Summary(SandboxServer sandbox) =>
            [.. Executions(sandbox).Select(e => $"{e.Identity.StateMachineName} {e.Identity.StartTime:O} {e.Status} {e.End?.At:O}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task New_executions_start_every_few_minutes()
    {
        var clock = new SimulatedTime(Some.Start);
        await using var sandbox = await StartAsync(clock);
        for (var minute = 1; minute <= 60; minute++)
        {
            clock.AdvanceTo(Some.Start.AddMinutes(minute));
            Assert.Contains(Executions(sandbox), e => e.Status == ExecutionStatus.Running);
        }

        Assert.True(Executions(sandbox).Count(e => e.Identity.StartTime > Some.Start) >= 20);
    }

    private static Task<SandboxServer> StartAsync(TimeProvider now) =>
        SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Demo = true, Time = now }, TestContext.Current.CancellationToken);

    private static IEnumerable<Dashboard.Sandbox.StepFunctions.ExecutionRecord> Executions(SandboxServer sandbox) =>
        sandbox.Account.StateMachines.All.SelectMany(m => sandbox.Account.Executions.Of(m.Arn));
}
