using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Restarts;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.StateMachines.Interpreter;

namespace Dashboard.Tests.Executions.Restarts;

/// <summary>Machines whose jobs are ECS tasks, run to an end and restarted.</summary>
internal static class Some
{
    private const string Ecs = "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\",\"Parameters\":{\"Cluster\":\"c\"},\"ResultPath\":null";

    /// <summary>Single quotes for double ones, <c>&lt;job></c> for an ECS task that leaves the data as it is.</summary>
    public static StateMachineDefinition Machine(string text) => AslReader.Read(text.Replace("<job>", Ecs, StringComparison.Ordinal).Replace('\'', '"'));

    /// <summary>Runs the machine; the jobs that are named end with that exit code.</summary>
    public static ExecutionSnapshot Run(StateMachineDefinition machine, string input = "{}", params (string Job, int ExitCode)[] ends) =>
        ExecutionProjection.Project(Ran(machine, input, ends).Events, ExitCodePolicy.Default, machine);

    public static ScriptedRun Ran(StateMachineDefinition machine, string input, params (string Job, int ExitCode)[] ends)
    {
        var tasks = new ScriptedTasks();
        foreach (var task in machine.AllStates.Where(s => s.Type == StateType.Task))
        {
            var code = ends.FirstOrDefault(e => e.Job == task.Name).ExitCode;
            for (var i = 0; i < 9; i++)
            {
                _ = code == 0 ? tasks.Answers(task.Name, EcsTask(0)) : tasks.Fails(task.Name, "States.TaskFailed", EcsTask(code));
            }
        }

        var run = new ScriptedRun(machine.Text, input, tasks);
        run.ToEnd();
        return run;
    }

    /// <summary>A last run in which those jobs ended so, and the restart from there.</summary>
    public static RestartPlan Plan(StateMachineDefinition machine, string input = "{}", params (string Job, int ExitCode)[] ends) =>
        RestartPlanner.Plan(Run(machine, input, ends), input, machine);

    /// <summary>The tasks that a run with that input starts, all of which end well; each once, in order.</summary>
    public static ImmutableArray<string> Started(StateMachineDefinition machine, string input) =>
        [.. Ran(machine, input).Tasks.Calls.Select(c => c.StateName).Distinct()];

    public static string EcsTask(int code) => $$"""{"Containers":[{"ExitCode":{{code}},"Name":"job","LastStatus":"STOPPED"}],"StopCode":"EssentialContainerExited","TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/0123"}""";

    public static string Text(string text) => JsonSerializer.Serialize(text);
}
