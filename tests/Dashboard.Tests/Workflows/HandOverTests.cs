using System.Text.Json.Nodes;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.Workflows;

/// <summary>What one state hands to the next job or machine.</summary>
public sealed class HandOverTests(WorkflowPackFixture pack) : IClassFixture<WorkflowPackFixture>
{
    [Theory]
    [InlineData("""{"message":"本日分"}""", "本日分")]
    [InlineData("""{"message":"\"; rm -rf / #"}""", "\"; rm -rf / #")]
    [InlineData("{}", "Hello-world")]
    [InlineData("""{"message":5}""", "Hello-world")]
    [InlineData("[]", "Hello-world")]
    public void The_message_goes_into_the_environment_and_never_into_the_command(string input, string message)
    {
        var run = Some.Run(pack.Machines["overrides"], new ScriptedTasks(), input);
        run.ToEnd();
        var container = Override(run, "【先行】ECS RunTask ①");
        Assert.Equal("MESSAGE", (string?)container["Environment"]![0]!["Name"]);
        Assert.Equal(message, (string?)container["Environment"]![0]!["Value"]);
        Assert.DoesNotContain(message, (string?)container["Command"]![2]);
        Assert.Contains("echo \"$MESSAGE\"", (string?)container["Command"]![2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void The_second_job_learns_the_exit_code_of_the_first(int code)
    {
        var tasks = new ScriptedTasks();
        if (code != 0)
        {
            tasks.Fails("【先行】ECS RunTask ①", "States.TaskFailed", Some.Task(code));
        }

        var run = Some.Run(pack.Machines["overrides"], tasks);
        run.ToEnd();
        Assert.Equal($"{code}", (string?)Override(run, "【後行】ECS RunTask ①")["Environment"]![0]!["Value"]);
    }

    [Fact]
    public void A_child_learns_who_started_it_and_gets_no_fixed_name()
    {
        var run = Some.Run(pack.Machines["Pare"], new ScriptedTasks());
        run.ToEnd();
        var starts = run.Tasks.Calls.Where(c => c.Resource.EndsWith(":2", StringComparison.Ordinal)).Select(c => JsonNode.Parse(c.Parameters)!).ToList();
        Assert.Equal(2, starts.Count);
        Assert.All(starts, s => Assert.StartsWith("arn:aws:states:", (string?)s["Input"]!["AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"]));
        Assert.All(starts, s => Assert.Null(s["Name"]));
    }

    private static JsonNode Override(ScriptedRun run, string state) =>
        JsonNode.Parse(run.Tasks.Calls.Single(c => c.StateName == state).Parameters)!["Overrides"]!["ContainerOverrides"]![0]!;
}
