using System.Globalization;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>A small definition of every state type, the same for the same seed. All waits are finite.</summary>
internal sealed class RandomDefinition(int seed)
{
    private static readonly string[] Errors = ["States.ALL", "States.TaskFailed", "States.Timeout", "Broken", "ECS.ThrottlingException", "States.Runtime"];
    private readonly Random _random = new(seed);
    private int _names;

    /// <summary>One in three has a limit for the whole execution.</summary>
    public string Text() => Group(0) is var group && _random.Next(3) == 0 ? $"{{\"TimeoutSeconds\":{_random.Next(1, 30)},{group[1..]}" : group;

    /// <summary>A service whose tasks go well, fail, break or hang, by the same seed.</summary>
    public static ScriptedTasks Tasks(int seed)
    {
        var random = new Random(seed);
        var tasks = new ScriptedTasks();
        for (var i = 0; i < 60; i++)
        {
            for (var task = 0; task < 4; task++)
            {
                var (name, seconds) = ($"T{task}", random.Next(0, 8));
                switch (random.Next(9))
                {
                    case < 4: tasks.Answers(name, """[1,{"ExitCode":0}]""", seconds); break;
                    case 4: tasks.Fails(name, "Broken", "exit 1", seconds); break;
                    case 5: tasks.Fails(name, "States.TaskFailed", null, seconds); break;
                    case 6: tasks.Fails(name, "ECS.ThrottlingException", "Rate exceeded"); break;
                    case 7: tasks.Answers(name, "{\"cut\":", seconds); break;
                    default: tasks.Hangs(name); break;
                }
            }
        }

        return tasks;
    }

    private string Group(int depth)
    {
        var names = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => "").ToArray();
        var kinds = names.Select(_ => _random.Next(depth < 3 ? 9 : 6)).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            // The script knows tasks by the first letters of their names.
            names[i] = kinds[i] == 0 ? $"T{_random.Next(4)}" : string.Create(CultureInfo.InvariantCulture, $"S{_names++}");
            while (names.Take(i).Contains(names[i]))
            {
                names[i] = $"T{_random.Next(4)}";
            }
        }

        var states = names.Select((name, i) => $"\"{name}\":{State(kinds[i], depth, i + 1 < names.Length ? names[i + 1] : null, names[^1])}");
        return $"{{\"StartAt\":\"{names[0]}\",\"States\":{{{string.Join(',', states)}}}}}";
    }

    private string Processor(int depth) =>
        _random.Next(3) == 0 ? $"{{\"ProcessorConfig\":{{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"}},{Group(depth)[1..]}" : Group(depth);

    private string Error() => Errors[_random.Next(Errors.Length)];

    /// <summary>Named errors only where another follows: AWS wants States.ALL last and alone.</summary>
    private string Retrier() =>
        $"{{\"ErrorEquals\":[\"{Errors[_random.Next(1, Errors.Length)]}\"],\"IntervalSeconds\":{_random.Next(1, 4)},\"MaxAttempts\":{_random.Next(4)},\"BackoffRate\":{_random.Next(1, 4)},\"MaxDelaySeconds\":{_random.Next(4, 9)}}}";

    private string State(int kind, int depth, string? next, string last)
    {
        var then = next is null ? "\"End\":true" : $"\"Next\":\"{next}\"";
        var failing = $"\"Retry\":[{Retrier()},{Retrier()}],"
            + (next is null ? "" : $"\"Catch\":[{{\"ErrorEquals\":[\"{Error()}\"],\"ResultPath\":{(_random.Next(2) == 0 ? "null" : "\"$.error\"")},\"Next\":\"{last}\"}}],");
        return kind switch
        {
            0 => $"{{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\",\"TimeoutSeconds\":{_random.Next(2, 9)},{failing}{then}}}",
            1 => $"{{\"Type\":\"Wait\",\"Seconds\":{_random.Next(4)},{then}}}",
            2 => $"{{\"Type\":\"Pass\",\"Result\":[1,2],\"ResultPath\":\"{(_random.Next(3) == 0 ? "$.list" : "$")}\",\"Assign\":{{\"v\":{_random.Next(9)}}},{then}}}",
            3 when next is not null => $"{{\"Type\":\"Choice\",\"Choices\":[{{\"Variable\":\"$[0]\",\"IsPresent\":{(_random.Next(2) == 0 ? "true" : "false")},\"Next\":\"{last}\"}}],\"Default\":\"{next}\"}}",
            4 when _random.Next(3) == 0 => "{\"Type\":\"Fail\",\"Error\":\"Broken\"}",
            5 when next is null => "{\"Type\":\"Succeed\"}",
            6 or 7 => $"{{\"Type\":\"Parallel\",\"Branches\":[{Group(depth + 1)},{Group(depth + 1)}],{failing}{then}}}",
            8 => $"{{\"Type\":\"Map\",\"ItemsPath\":\"$[*]\",\"MaxConcurrency\":{_random.Next(3)},\"ItemProcessor\":{Processor(depth + 1)},{failing}{then}}}",
            _ => $"{{\"Type\":\"Pass\",{then}}}",
        };
    }
}
