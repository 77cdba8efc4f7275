using System.Globalization;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>A small definition with every state type and field, in both query languages, the same for the same seed. All waits are finite; some paths lead nowhere.</summary>
internal sealed class RandomDefinition(int seed)
{
    private static readonly string[] Errors = ["States.ALL", "States.TaskFailed", "States.Timeout", "States.HeartbeatTimeout", "States.QueryEvaluationError", "Broken", "ECS.ThrottlingException", "States.Runtime"];
    private static readonly string[] Resources =
    [
        "arn:aws:states:::ecs:runTask.sync", "arn:aws:states:::ecs:runTask.sync", "arn:aws:lambda:ap-northeast-1:111111111111:function:f",
        "arn:aws:states:ap-northeast-1:111111111111:activity:a", "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    ];

    // Their transitions are among their own fields, or there are none.
    private static readonly string[] Leads = ["Choice", "Fail", "Succeed"];

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
        var names = new string[_random.Next(1, 4)];
        var kinds = names.Select(_ => _random.Next(depth < 3 ? 11 : 8)).ToArray();
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

    private string State(int kind, int depth, string? next, string last)
    {
        var then = next is null ? "\"End\":true" : $"\"Next\":\"{next}\"";
        var isJsonata = _random.Next(4) == 0;
        var fields = isJsonata ? Jsonata(kind, depth, next, last) : JsonPath(kind, depth, next, last);
        return $"{{{(isJsonata ? "\"QueryLanguage\":\"JSONata\"," : "")}{fields}{(Leads.Any(type => fields.StartsWith($"\"Type\":\"{type}", StringComparison.Ordinal)) ? "" : "," + then)}}}";
    }

    private string JsonPath(int kind, int depth, string? next, string last) => kind switch
    {
        0 => $"\"Type\":\"Task\",\"Resource\":\"{One(Resources)}\",{One("\"TimeoutSeconds\":5", "\"TimeoutSecondsPath\":\"$$.Execution.Input[2]\"", "\"TimeoutSeconds\":9,\"HeartbeatSeconds\":3")},{Failing(false, next, last)}{Parameters("Parameters")}{Maybe("\"ResultSelector\":{\"r.$\":\"$[0]\"}")}{Result()}\"OutputPath\":\"$\"",
        1 => $"\"Type\":\"Wait\",{One("\"Seconds\":2", "\"SecondsPath\":\"$$.Execution.Input[0]\"", "\"Timestamp\":\"2026-11-02T01:00:09Z\"", "\"TimestampPath\":\"$$.State.EnteredTime\"", "\"SecondsPath\":\"$.none\"")}{Maybe(",\"Assign\":{\"w.$\":\"$$.State.Name\"}", "")}",
        2 => $"\"Type\":\"Pass\",{One("\"Result\":[1,2]", "\"Parameters\":{\"l.$\":\"States.ArrayRange(0, 4, 2)\",\"f.$\":\"States.Format('{} {}', $$.Execution.Name, $)\",\"n\":null}", "\"Parameters\":{\"x.$\":\"$.list[0]\"}")},\"ResultPath\":{One("\"$.list\"", "\"$\"", "null", "\"$[1]\"")},\"Assign\":{{\"v\":{_random.Next(9)},\"all.$\":\"$\"}}",
        3 when next is not null => $"\"Type\":\"Choice\",\"Choices\":[{{{Rule(2)},\"Next\":\"{last}\",\"Assign\":{{\"v\":1}}}}],\"Default\":\"{next}\"",
        4 when _random.Next(3) == 0 => $"\"Type\":\"Fail\",{One("\"Error\":\"Broken\"", "\"ErrorPath\":\"$$.State.Name\",\"CausePath\":\"States.JsonToString($)\"", "\"Cause\":\"why\"")}",
        5 when next is null => $"\"Type\":\"Succeed\",{One("\"InputPath\":\"$\"", "\"OutputPath\":null", "\"InputPath\":null")}",
        8 => $"\"Type\":\"Parallel\",\"Branches\":[{Group(depth + 1)},{Group(depth + 1)}],{Failing(false, next, last)}{Parameters("Parameters")}{Result()}\"InputPath\":\"$\"",
        9 or 10 => $"\"Type\":\"Map\",{One("\"ItemsPath\":\"$[*]\"", "\"ItemsPath\":\"$$.Execution.Input\"", "\"InputPath\":\"$$.Execution.Input[0:2]\"", "\"ItemsPath\":\"$.list\"")},{One("\"MaxConcurrency\":1", "\"MaxConcurrency\":0", "\"MaxConcurrencyPath\":\"$[0]\"")},{Maybe("\"ItemSelector\":{\"i.$\":\"$$.Map.Item.Index\",\"v.$\":\"$$.Map.Item.Value\"}")}{Processor(depth + 1)},{Failing(false, next, last)}{Result()}\"Comment\":\"m\"",
        _ => $"\"Type\":\"Pass\",{One("\"InputPath\":\"$\"", "\"InputPath\":null", "\"OutputPath\":\"$$.Execution.Input\"", "\"OutputPath\":\"$.none\"", "\"Assign\":{\"copy.$\":\"$$.Execution.Input\"}")}",
    };

    private string Jsonata(int kind, int depth, string? next, string last) => kind switch
    {
        0 => $"\"Type\":\"Task\",\"Resource\":\"{One(Resources)}\",\"TimeoutSeconds\":{One("7", "\"{% 2 + 2 %}\"")},{Failing(true, next, last)}\"Arguments\":{{\"a\":\"{{% $states.context.State.Name %}}\"}}{Maybe(",\"Output\":\"{% $states.result %}\"", "")}",
        1 => $"\"Type\":\"Wait\",{One("\"Seconds\":\"{% $count($states.context.Execution.Input) %}\"", "\"Timestamp\":\"{% $states.context.State.EnteredTime %}\"", "\"Seconds\":\"{% 'a' %}\"")}",
        3 when next is not null => $"\"Type\":\"Choice\",\"Choices\":[{{\"Condition\":{One("true", "\"{% $exists($states.input[0]) %}\"", "\"{% 1 %}\"")},\"Next\":\"{last}\",\"Output\":[1,2,3]}}],\"Default\":\"{next}\"",
        4 when _random.Next(3) == 0 => "\"Type\":\"Fail\",\"Error\":\"{% 'Broken' %}\"",
        5 when next is null => "\"Type\":\"Succeed\",\"Output\":\"{% [$states.input] %}\"",
        8 => $"\"Type\":\"Parallel\",\"Branches\":[{Group(depth + 1)},{Group(depth + 1)}],{Failing(true, next, last)}\"Output\":{One("\"{% $states.result[0] %}\"", "\"{% $none %}\"", "1")}",
        9 or 10 => $"\"Type\":\"Map\",\"Items\":{One("[1,\"{% 2 %}\"]", "\"{% $states.context.Execution.Input %}\"", "\"{% 'no list' %}\"")},\"ItemSelector\":{One("\"{% $states.context.Map.Item.Value %}\"", "{\"n\":\"{% $none %}\"}", "3")},{Processor(depth + 1)},{Failing(true, next, last)}\"MaxConcurrency\":{One("1", "\"{% 2 %}\"")}",
        _ => $"\"Type\":\"Pass\",\"Output\":{One("\"{% $states.context.Execution.Input %}\"", "[1,2]", "{\"list\":[1]}", "\"{% $states.input.none %}\"")},\"Assign\":{{\"v\":\"{{% $random(1) < 1 %}}\"}}",
    };

    private string Processor(int depth)
    {
        var group = Group(depth)[1..];
        return _random.Next(3) != 0
            ? $"\"ItemProcessor\":{{{group}"
            : $"\"ItemProcessor\":{{\"ProcessorConfig\":{{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"}},{group},\"ToleratedFailurePercentage\":{_random.Next(100)}{Maybe(",\"ItemBatcher\":{\"MaxItemsPerBatch\":2}", "")}";
    }

    private string Rule(int depth) => (depth == 0 ? 0 : _random.Next(5)) switch
    {
        1 => $"\"And\":[{{{Rule(depth - 1)}}},{{{Rule(depth - 1)}}}]",
        2 => $"\"Or\":[{{{Rule(depth - 1)}}},{{{Rule(depth - 1)}}}]",
        3 => $"\"Not\":{{{Rule(depth - 1)}}}",
        _ => One(
            "\"Variable\":\"$[0]\",\"IsPresent\":true",
            "\"Variable\":\"$$.Execution.Input[0]\",\"NumericLessThanEqualsPath\":\"$$.Execution.Input[1]\"",
            "\"Variable\":\"$$.State.EnteredTime\",\"TimestampGreaterThan\":\"2026-11-02T01:00:02Z\"",
            "\"Variable\":\"$$.State.Name\",\"StringMatches\":\"S*\"",
            "\"Variable\":\"$\",\"IsNull\":false",
            "\"Variable\":\"$.none\",\"IsString\":true"),
    };

    private string Failing(bool isJsonata, string? next, string last) =>
        $"\"Retry\":[{Retrier()},{Retrier()}],"
        + (next is null ? "" : $"\"Catch\":[{{\"ErrorEquals\":[\"{One(Errors)}\"],{(isJsonata ? "\"Output\":\"{% $states.errorOutput %}\",\"Assign\":{\"v\":\"{% $states.errorOutput.Error %}\"}" : $"\"ResultPath\":{One("null", "\"$.error\"", "\"$\"")},\"Assign\":{{\"v.$\":\"$.Error\"}}")},\"Next\":\"{last}\"}}],");

    /// <summary>Named errors only where another follows: AWS wants States.ALL last and alone.</summary>
    private string Retrier() =>
        $"{{\"ErrorEquals\":[\"{One(Errors[1..])}\"],\"IntervalSeconds\":{_random.Next(1, 4)},\"MaxAttempts\":{_random.Next(4)},\"BackoffRate\":{_random.Next(1, 4)},\"MaxDelaySeconds\":{_random.Next(4, 9)},\"JitterStrategy\":\"{One("NONE", "NONE", "FULL")}\"}}";

    private string Parameters(string field) => Maybe($"\"{field}\":{{\"in.$\":\"$\",\"h.$\":\"States.Hash($$.State.Name, 'MD5')\"}}");

    private string Result() => Maybe($"\"ResultPath\":{One("null", "\"$\"", "\"$.list\"")}");

    private string Maybe(string field, string separator = ",") => _random.Next(3) == 0 ? field + separator : "";

    private string One(params string[] choices) => choices[_random.Next(choices.Length)];
}
