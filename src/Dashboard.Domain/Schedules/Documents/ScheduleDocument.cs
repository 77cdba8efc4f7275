using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Dashboard.Domain.Schedules.Documents;

/// <summary>A schedule with all its members, also those that this program does not know: UpdateSchedule replaces the whole, so what is not sent back is lost.</summary>
/// <remarks>Immutable. Values keep what they are to the byte: numbers as they were written, strings character for character.</remarks>
[JsonConverter(typeof(ScheduleDocumentConverter))]
public sealed class ScheduleDocument
{
    /// <summary>What the service itself writes into a schedule: never sent, and no change of anybody's.</summary>
    private static readonly ImmutableArray<string> ServiceOwned = ["Arn", "CreationDate", "LastModificationDate"];

    // "<aws.scheduler.scheduled-time>" written as \u003c… would still be the same string, but people read these texts too.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;

    private ScheduleDocument(JsonObject root) => _root = root;

    /// <summary>The whole as JSON text.</summary>
    public string Json => _root.ToJsonString(Readable);

    /// <summary>Reads GetSchedule's answer.</summary>
    /// <exception cref="JsonException">It is no JSON object, or names a member twice.</exception>
    public static ScheduleDocument Parse(string json)
    {
        var root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A schedule is a JSON object.");
        try
        {
            // A member named twice shows itself only when the object is read.
            return new ScheduleDocument((JsonObject)root.DeepClone());
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>A member's text; null where there is none or where it is no text.</summary>
    public string? Text(string path) => Find(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A member's whole number; null where there is none.</summary>
    public int? Number(string path) => Find(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>A member's moment, which the service gives in seconds since 1970; null where there is none.</summary>
    public DateTimeOffset? Time(string path) =>
        Find(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var seconds)
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)) : null;

    /// <summary>A member as JSON text; null where there is none.</summary>
    public string? Value(string path) => Find(path)?.ToJsonString(Readable);

    /// <summary>The same with some members changed. Objects on the way are made where they are missing.</summary>
    /// <exception cref="JsonException">A new value is no JSON.</exception>
    public ScheduleDocument With(params IEnumerable<MemberEdit> edits)
    {
        var root = (JsonObject)_root.DeepClone();
        foreach (var edit in edits)
        {
            var names = Names(edit.Path);
            var owner = root;
            foreach (var name in names[..^1])
            {
                if (owner[name] is not JsonObject inner)
                {
                    if (edit.Json is null)
                    {
                        owner = null;
                        break;
                    }

                    owner[name] = inner = [];
                }

                owner = inner;
            }

            if (edit.Json is { } json)
            {
                owner![names[^1]] = JsonNode.Parse(json);
            }
            else
            {
                owner?.Remove(names[^1]);
            }
        }

        return new ScheduleDocument(root);
    }

    /// <summary>The members in which two schedules differ, in the order of the first; what the service itself writes does not count.</summary>
    public static ImmutableArray<MemberChange> Differences(ScheduleDocument before, ScheduleDocument after)
    {
        var changes = ImmutableArray.CreateBuilder<MemberChange>();
        Compare(before._root, after._root, "");
        return changes.ToImmutable();

        void Compare(JsonObject left, JsonObject right, string path)
        {
            foreach (var name in left.Select(m => m.Key).Union(right.Select(m => m.Key)).Where(n => path.Length > 0 || !ServiceOwned.Contains(n)))
            {
                var (a, b) = (left[name], right[name]);
                if (a is JsonObject inLeft && b is JsonObject inRight)
                {
                    Compare(inLeft, inRight, $"{path}{Escaped(name)}/");
                }
                else if (!JsonNode.DeepEquals(a, b) || left.ContainsKey(name) != right.ContainsKey(name))
                {
                    changes.Add(new MemberChange(path + Escaped(name), Written(left, name), Written(right, name)));
                }
            }
        }
    }

    /// <summary>What has to be sent so that the service holds this: without what it writes itself.</summary>
    /// <param name="now">A start that is over has done its work and would be refused ("cannot be earlier than 5 minutes ago"): it is left out.</param>
    public ScheduleDocument ToSend(DateTimeOffset now) =>
        With(ServiceOwned.Select(name => new MemberEdit(name, null)).Concat(Time("StartDate") <= now ? [new MemberEdit("StartDate", null)] : []));

    public override string ToString() => Json;

    private static string? Written(JsonObject owner, string name) => owner.TryGetPropertyValue(name, out var value) ? value?.ToJsonString(Readable) ?? "null" : null;

    // As in a JSON pointer (RFC 6901).
    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string[] Names(string path) =>
        [.. path.Split('/').Select(n => n.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private JsonNode? Find(string path)
    {
        JsonNode? node = _root;
        foreach (var name in Names(path))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private sealed class ScheduleDocumentConverter : JsonConverter<ScheduleDocument>
    {
        public override ScheduleDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            return Parse(json.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, ScheduleDocument value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
    }
}
