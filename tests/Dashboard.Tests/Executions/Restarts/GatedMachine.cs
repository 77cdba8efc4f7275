using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Tests.Executions.Restarts;

/// <summary>A machine of random shape in which a gate of one form stands before every job, the same for the same seed; jobs in a row, some of them Parallels of rows.</summary>
internal sealed class GatedMachine
{
    private static readonly string[] Letters = ["a", "B", " ", "漢", "①", "【", "'", "\"", "\\", "]", ".", "😀"];

    private readonly Random _random;
    private readonly int _form;
    private int _names;
    private int _rows;

    public GatedMachine(int seed)
    {
        _random = new Random(seed);
        _form = _random.Next(5);
        var root = Row(0);
        root["QueryLanguage"] = _form == 4 ? "JSONata" : "JSONPath";
        Definition = AslReader.Read(root.ToJsonString());
        Jobs = [.. Definition.AllStates.Where(s => s.Type == StateType.Task).Select(s => s.Name)];
    }

    public StateMachineDefinition Definition { get; }

    public IReadOnlyList<string> Jobs { get; }

    private JsonObject Row(int depth)
    {
        var (row, count) = (_rows++, _random.Next(1, depth == 0 ? 6 : 4));
        var end = new JsonObject { ["Type"] = depth == 0 ? "Succeed" : "Pass" };
        if (depth > 0)
        {
            end["End"] = true;
        }

        var states = new JsonObject { [$"End{row}"] = end };
        for (var i = 0; i < count; i++)
        {
            var (job, next) = (Name(), i + 1 < count ? $"G{row}.{i + 1}" : $"End{row}");
            states[job] = depth < 2 && _random.Next(4) == 0
                ? new JsonObject { ["Type"] = "Parallel", ["Branches"] = new JsonArray(Row(depth + 1), Row(depth + 1)), ["Next"] = next }
                : Task(next);
            states[$"G{row}.{i}"] = Gate($"k{row}_{i}", job, next);
        }

        return new JsonObject { ["StartAt"] = $"G{row}.0", ["States"] = states };
    }

    private JsonObject Task(string next)
    {
        var task = new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::ecs:runTask.sync", ["Next"] = next };
        task[_form == 4 ? "Arguments" : "Parameters"] = new JsonObject { ["Cluster"] = "c" };
        return task;
    }

    private JsonObject Gate(string key, string job, string next)
    {
        var rule = _form switch
        {
            0 => new JsonObject { ["Variable"] = $"$$.Execution.Input.{key}", ["IsPresent"] = true },
            1 => And(key, "BooleanEquals", true),
            2 => And("skip." + key, "StringEquals", "はい"),
            3 => new JsonObject { ["And"] = new JsonArray(Present("done"), new JsonObject { ["Variable"] = "$$.Execution.Input.done", ["StringMatches"] = $"*<{key}>*" }) },
            _ => new JsonObject { ["Condition"] = $"{{% $states.context.Execution.Input.skip.{key} = true %}}" },
        };
        rule["Next"] = next;
        return new JsonObject { ["Type"] = "Choice", ["Choices"] = new JsonArray(rule), ["Default"] = job };
    }

    private static JsonObject And(string path, string test, JsonNode value) =>
        new() { ["And"] = new JsonArray(Present(path), new JsonObject { ["Variable"] = $"$$.Execution.Input.{path}", [test] = value }) };

    private static JsonObject Present(string path) => new() { ["Variable"] = $"$$.Execution.Input.{path}", ["IsPresent"] = true };

    private string Name() => $"J{_names++}" + string.Concat(Enumerable.Range(0, _random.Next(20)).Select(_ => Letters[_random.Next(Letters.Length)]));
}
