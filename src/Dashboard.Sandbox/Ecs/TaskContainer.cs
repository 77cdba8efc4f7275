using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Ecs;

/// <summary>One container of a task, with its definition and the task's override of it merged.</summary>
internal sealed class TaskContainer
{
    public TaskContainer(JsonObject definition, JsonObject? overrides, string arn)
    {
        Name = definition["name"]!.ToString();
        Image = definition["image"]?.ToString() ?? "";
        Arn = arn;
        Cpu = definition["cpu"]?.ToString() ?? "0";
        IsEssential = definition["essential"]?.GetValue<bool>() ?? true;
        Command = [.. Texts(definition["entryPoint"]), .. Texts((overrides?["command"] as JsonArray is { Count: > 0 } given ? given : null) ?? definition["command"])];
        Environment = Pairs(definition["environment"]).Concat(Pairs(overrides?["environment"])).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value);
        if (definition["logConfiguration"] is JsonObject log && log["logDriver"]?.ToString() == "awslogs")
        {
            LogGroup = log["options"]?["awslogs-group"]?.ToString();
            LogPrefix = log["options"]?["awslogs-stream-prefix"]?.ToString();
            CreatesLogGroup = log["options"]?["awslogs-create-group"]?.ToString() == "true";
        }
    }

    public string Name { get; }

    public string Image { get; }

    public string Arn { get; }

    public string Cpu { get; }

    public bool IsEssential { get; }

    public IReadOnlyList<string> Command { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public string? LogGroup { get; }

    public string? LogPrefix { get; }

    public bool CreatesLogGroup { get; }

    public string RuntimeId { get; } = $"{Ids.Hex(32)}-{Ids.Hex(10)}";

    public string LastStatus { get; set; } = "PENDING";

    public int? ExitCode { get; set; }

    public string? Reason { get; set; }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray)?.Select(v => v!.ToString()) ?? [];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonNode? list) =>
        (list as JsonArray)?.OfType<JsonObject>().Select(p => KeyValuePair.Create(p["name"]?.ToString() ?? "", p["value"]?.ToString() ?? "")) ?? [];
}
