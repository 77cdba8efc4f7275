using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dashboard.Sandbox.Protocol;

/// <summary>Holds the requests of one service against AWS's own model of them (request-model.json): required members, types, lengths, ranges, patterns and enums. What it does not name passes.</summary>
internal sealed class RequestModel
{
    private static readonly IReadOnlyDictionary<string, RequestModel> Services = Read();

    /// <summary>The shape of each operation's request.</summary>
    [JsonPropertyName("operations")]
    public required IReadOnlyDictionary<string, string> Requests { get; init; }

    public required IReadOnlyDictionary<string, RequestShape> Shapes { get; init; }

    /// <summary>The operations that are held against a model, with their services.</summary>
    public static IEnumerable<string> Operations => Services.SelectMany(s => s.Value.Requests.Keys.Select(o => $"{s.Key}.{o}"));

    /// <param name="api">Service and operation, such as <c>AWSStepFunctions.StartExecution</c>.</param>
    public static IEnumerable<string> MembersOf(string api) => Find(api)?.Shape.Members.Keys ?? [];

    /// <param name="api">Service and operation, such as <c>AWSStepFunctions.StartExecution</c>.</param>
    /// <exception cref="AwsErrorException">SerializationException for a wrong type, else all broken rules in one.</exception>
    public static void Check(string api, JsonObject request)
    {
        if (Find(api) is not var (model, shape))
        {
            return;
        }

        var broken = new List<string>();
        model.Check(shape, request, "", broken);
        if (broken.Count > 0)
        {
            var message = $"{broken.Count} validation error{(broken.Count == 1 ? "" : "s")} detected: {string.Join("; ", broken)}";
            throw api.StartsWith("Logs_", StringComparison.Ordinal) ? new AwsErrorException("InvalidParameterException", message) : AwsErrorException.Validation(message);
        }
    }

    /// <summary>The members of a REST request, wherever they stand, as one object.</summary>
    /// <param name="path">What stands for a member in the address.</param>
    public static JsonObject Gather(string api, JsonObject body, string? path, IQueryCollection query)
    {
        if (Find(api) is not var (model, shape))
        {
            return body;
        }

        foreach (var (key, member) in shape.Query)
        {
            if (query.TryGetValue(key, out var values))
            {
                body[member] = model.Shape(shape.Members[member]).Type switch
                {
                    "list" => new JsonArray([.. values.Select(v => (JsonNode?)v)]),
                    "integer" when int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
                    _ => values[0],
                };
            }
        }

        return shape.Path is null ? body : body.With(shape.Path, path);
    }

    private static (RequestModel Model, RequestShape Shape)? Find(string api) =>
        api.Split('.', 2) is [var service, var operation] && Services.TryGetValue(service, out var model) && model.Requests.TryGetValue(operation, out var shape)
            ? (model, model.Shape(shape))
            : null;

    private RequestShape Shape(string name) => Shapes.GetValueOrDefault(name) ?? new RequestShape { Type = name };

    private void Check(RequestShape shape, JsonNode value, string path, List<string> broken)
    {
        if (shape.WrongType(value) is { } wrong)
        {
            throw new AwsErrorException("SerializationException", wrong);
        }

        if (shape.Type == "structure")
        {
            CheckMembers(shape, (JsonObject)value, path, broken);
            return;
        }

        broken.AddRange(shape.BrokenRules(value).Select(rule => $"Value {(shape.Sensitive ? "" : $"'{Shown(value)}' ")}at '{path}' failed to satisfy constraint: {rule}"));
        if (value is JsonArray list && shape.Member is { } element)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is { } item)
                {
                    Check(Shape(element), item, $"{path}.{i + 1}.member", broken);
                }
            }
        }
    }

    private void CheckMembers(RequestShape shape, JsonObject value, string path, List<string> broken)
    {
        foreach (var (name, member) in shape.Members)
        {
            // Scheduler writes its members with a capital, and its errors without.
            var at = (path.Length == 0 ? "" : path + ".") + char.ToLowerInvariant(name[0]) + name[1..];
            if (value[name] is { } given)
            {
                Check(Shape(member), given, at, broken);
            }
            else if (shape.Required.Contains(name))
            {
                broken.Add($"Value null at '{at}' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private static string Shown(JsonNode value) => value is JsonArray list ? $"[{string.Join(", ", list.Select(v => v?.ToString()))}]" : value.ToString();

    private static Dictionary<string, RequestModel> Read()
    {
        using var stream = typeof(RequestModel).Assembly.GetManifestResourceStream("request-model.json")!;
        return JsonSerializer.Deserialize<ModelFile>(stream, JsonSerializerOptions.Web)!.Services;
    }

    private sealed record ModelFile(Dictionary<string, RequestModel> Services);
}
