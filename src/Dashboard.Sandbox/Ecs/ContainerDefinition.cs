using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Ecs;

/// <summary>One container of a task definition, read once for all tasks that are started from it.</summary>
internal sealed class ContainerDefinition
{
    private readonly IReadOnlyList<string> _entryPoint;
    private readonly IReadOnlyList<string> _command;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _environment;

    public ContainerDefinition(JsonObject json)
    {
        Name = json["name"]!.ToString();
        Image = json["image"]?.ToString() ?? "";
        ImageDigest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Image)))}";
        Cpu = json["cpu"]?.ToString() ?? "0";
        IsEssential = json["essential"]?.GetValue<bool>() ?? true;
        (_entryPoint, _command, _environment) = (Texts(json["entryPoint"]), Texts(json["command"]), Pairs(json["environment"]));
        if (json["logConfiguration"] is JsonObject log && log["logDriver"]?.ToString() == "awslogs")
        {
            LogGroup = log["options"]?["awslogs-group"]?.ToString();
            LogPrefix = log["options"]?["awslogs-stream-prefix"]?.ToString();
            CreatesLogGroup = log["options"]?["awslogs-create-group"]?.ToString() == "true";
        }
    }

    public string Name { get; }

    public string Image { get; }

    public string ImageDigest { get; }

    public string Cpu { get; }

    public bool IsEssential { get; }

    public string? LogGroup { get; }

    public string? LogPrefix { get; }

    public bool CreatesLogGroup { get; }

    /// <summary>What it does in one task.</summary>
    /// <param name="overrides">The task's override of this container.</param>
    public ScriptRun Run(JsonObject? overrides)
    {
        var command = overrides?["command"] is JsonArray { Count: > 0 } given ? Texts(given) : _command;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in _environment.Concat(Pairs(overrides?["environment"])))
        {
            environment[name] = value;
        }

        return ShellScript.Run([.. _entryPoint, .. command], environment);
    }

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray)?.Select(v => v!.ToString()) ?? []];

    private static List<KeyValuePair<string, string>> Pairs(JsonNode? list) =>
        [.. (list as JsonArray)?.OfType<JsonObject>().Select(p => KeyValuePair.Create(p["name"]?.ToString() ?? "", p["value"]?.ToString() ?? "")) ?? []];
}
