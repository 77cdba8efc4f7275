using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Tests.StateMachines.Interpreter;

namespace Dashboard.Tests.Workflows;

/// <summary>ECS tasks as Step Functions tells of them, and machines that run on them without a sandbox.</summary>
internal static class Some
{
    /// <summary>A task whose container <c>job</c> ended so, behind the agent that AWS puts beside it.</summary>
    public static string Task(int? exitCode) => TaskOf(Container("aws-guardduty-agent", null), Container("job", exitCode));

    public static string TaskOf(params string[] containers) =>
        $$"""{"Attachments":[],"Containers":[{{string.Join(',', containers)}}],"StopCode":"EssentialContainerExited","TaskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/0123","Version":6}""";

    public static string Container(string name, int? exitCode) =>
        exitCode is { } code ? $$"""{"Cpu":"0","ExitCode":{{code}},"LastStatus":"STOPPED","Name":"{{name}}"}""" : $$"""{"Cpu":"0","LastStatus":"STOPPED","Name":"{{name}}"}""";

    public static IEnumerable<string> Jobs(StateMachineDefinition machine) =>
        machine.AllStates.Where(s => s.Resource?.EndsWith("ecs:runTask.sync", StringComparison.Ordinal) == true).Select(s => s.Name);

    /// <summary>Every job ends well, but the one told before.</summary>
    public static ScriptedRun Run(StateMachineDefinition machine, ScriptedTasks tasks, string input = "{}")
    {
        foreach (var job in Jobs(machine))
        {
            tasks.Answers(job, Task(0)).Answers(job, Task(0));
        }

        return new ScriptedRun(machine.Text, input, tasks);
    }

    /// <summary>A 警告判定 took an end for a warning.</summary>
    public static bool JudgedWarning(StateMachineDefinition machine, ScriptedRun run) =>
        run.Events.Where(e => e.Type == "ChoiceStateExited" && e.Name!.StartsWith("警告判定", StringComparison.Ordinal))
            .Any(judged => run.Events.Any(next => next.PreviousId == judged.Id && next.Name == machine.Find(judged.Name!)!.Choices[0].Next));
}
