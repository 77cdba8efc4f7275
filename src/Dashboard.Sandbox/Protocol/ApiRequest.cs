using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>The members of one request, read with the refusals that AWS gives for missing or wrong ones.</summary>
internal sealed class ApiRequest(JsonObject body)
{
    public JsonObject Body { get; } = body;

    public string Text(string name) =>
        TextOrNull(name) ?? throw AwsErrorException.Validation($"1 validation error detected: Value null at '{name}' failed to satisfy constraint: Member must not be null");

    public string? TextOrNull(string name) => Value<string>(name);

    public int? Int(string name) => Value<int?>(name);

    public double? Number(string name) => Value<double?>(name);

    public bool? Flag(string name) => Value<bool?>(name);

    public JsonObject? Object(string name) => Body[name] as JsonObject;

    public JsonArray? List(string name) => Body[name] as JsonArray;

    public IReadOnlyList<string> Texts(string name) => List(name)?.Select(v => v?.ToString() ?? "").ToList() ?? [];

    /// <summary>Milliseconds since 1970, as CloudWatch Logs takes times.</summary>
    public DateTimeOffset? Milliseconds(string name) => Value<long?>(name) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Seconds since 1970 with a fraction, or ISO 8601 text.</summary>
    public DateTimeOffset? Time(string name) => Body[name] switch
    {
        null => null,
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => DateTimeOffset.UnixEpoch.AddTicks((long)(v.GetValue<decimal>() * TimeSpan.TicksPerSecond)),
        JsonValue v when DateTimeOffset.TryParse(v.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw AwsErrorException.Validation($"'{other}' at '{name}' is not a time"),
    };

    private T? Value<T>(string name)
    {
        if (Body[name] is not { } node)
        {
            return default;
        }

        return node is JsonValue value && value.TryGetValue<T>(out var found)
            ? found
            : throw new AwsErrorException("SerializationException", $"The value of '{name}' has the wrong type");
    }
}
