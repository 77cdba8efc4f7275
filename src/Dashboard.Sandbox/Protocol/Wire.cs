using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>How AWS writes values in JSON.</summary>
internal static class Wire
{
    /// <summary>Text stays readable: state names are Japanese, and <c>&lt;aws.scheduler…&gt;</c> must survive.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Seconds since 1970 with milliseconds as the fraction.</summary>
    public static JsonNode Seconds(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000m);

    public static JsonNode Milliseconds(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds());

    public static string Text(JsonNode node) => node.ToJsonString(Json);

    /// <summary>A copy whose member names begin with a capital, as Step Functions shows the answers of other services.</summary>
    public static JsonNode? Pascal(JsonNode? node) => Renamed(node, char.ToUpperInvariant);

    /// <summary>A copy whose member names begin with a small letter, as the APIs themselves take them.</summary>
    public static JsonNode? Camel(JsonNode? node) => Renamed(node, char.ToLowerInvariant);

    private static JsonNode? Renamed(JsonNode? node, Func<char, char> first) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key.Length == 0 ? p.Key : first(p.Key[0]) + p.Key[1..], Renamed(p.Value, first)))),
        JsonArray a => new JsonArray([.. a.Select(i => Renamed(i, first))]),
        _ => node?.DeepClone(),
    };

    /// <summary>Writes the member unless there is nothing to say, as AWS leaves absent what it does not know.</summary>
    public static JsonObject With(this JsonObject target, string name, JsonNode? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }

        return target;
    }
}
