using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.Tests.StateMachines.Interpreter;

/// <summary>A recorded text or JSON value with wildcards such as <c>{{any}}</c> in its strings.</summary>
internal sealed partial record RecordedValue(bool IsPresent, JsonNode? Value)
{
    public static readonly RecordedValue Absent = new(false, null);

    public static implicit operator RecordedValue(string text) => new(true, JsonValue.Create(text));

    public bool Fits(string? actual) => !IsPresent ? actual is null : actual is not null && (FitsText(Value, actual) || FitsJson(Value, Parsed(actual)));

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static bool FitsText(JsonNode? expected, string actual) =>
        expected is JsonValue v && v.TryGetValue<string>(out var text) && Pattern(text).IsMatch(actual);

    private static bool FitsJson(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonValue v, _) when v.TryGetValue<string>(out var text) => text == "{{any}}" || (actual is JsonValue a && a.TryGetValue<string>(out var other) && Pattern(text).IsMatch(other)),
        (JsonArray e, JsonArray a) => e.Count == a.Count && e.Zip(a).All(p => FitsJson(p.First, p.Second)),
        (JsonObject e, JsonObject a) => FitsObject(e, a),
        (JsonValue e, JsonValue a) when e.GetValueKind() == JsonValueKind.Number && a.GetValueKind() == JsonValueKind.Number => JsonNode.DeepEquals(e, a) || e.GetValue<double>().Equals(a.GetValue<double>()),
        _ => JsonNode.DeepEquals(expected, actual),
    };

    private static bool FitsObject(JsonObject expected, JsonObject actual)
    {
        var rest = actual.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in expected.Where(p => p.Key != "{{optional}}"))
        {
            var key = rest.Contains(name) ? name : rest.FirstOrDefault(k => name.Contains("{{", StringComparison.Ordinal) && Pattern(name).IsMatch(k));
            if (key is null || !FitsJson(value, actual[key]))
            {
                return false;
            }

            rest.Remove(key);
        }

        return rest.Count == 0 || expected.ContainsKey("{{optional}}");
    }

    private static Regex Pattern(string text)
    {
        var identity = Some.Identity();
        return new Regex("^" + Wildcard().Replace(Regex.Escape(text), m => m.Groups[1].Value switch
        {
            "sm_name" => identity.StateMachineName,
            "exec_name" => identity.Name,
            "role" => Regex.Escape(identity.RoleArn),
            "region" => "ap-northeast-1",
            _ => ".*",
        }) + "$", RegexOptions.Singleline);
    }

    [GeneratedRegex(@"\\\{\\\{(.+?)}}")]
    private static partial Regex Wildcard();
}
