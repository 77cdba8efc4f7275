using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>The tags of one resource, in the order they came. Services differ only in the case of the member names.</summary>
internal sealed class Tags
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, string> _values = new(StringComparer.Ordinal);

    public void Set(JsonArray? tags)
    {
        lock (_gate)
        {
            foreach (var tag in tags?.OfType<JsonObject>() ?? [])
            {
                _values[Member(tag, "key")] = Member(tag, "value");
            }
        }
    }

    /// <summary>Sets them unless they would be too many together.</summary>
    public void SetWithin(int most, JsonArray? tags, Func<AwsErrorException> refusal)
    {
        lock (_gate)
        {
            var keys = tags?.OfType<JsonObject>().Select(t => Member(t, "key")).Concat(_values.Keys).Distinct(StringComparer.Ordinal).Count() ?? 0;
            if (keys > most)
            {
                throw refusal();
            }

            Set(tags);
        }
    }

    public void Remove(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _values.Remove(key);
            }
        }
    }

    /// <param name="key">How the service names the two members: <c>key</c> or <c>Key</c>.</param>
    public JsonArray ToJson(string key = "key", string value = "value")
    {
        lock (_gate)
        {
            return new JsonArray([.. _values.Select(t => new JsonObject { [key] = t.Key, [value] = t.Value })]);
        }
    }

    private static string Member(JsonObject tag, string name) =>
        tag.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.ToString() ?? "";
}
