using System.Text.Json;

namespace Dashboard.Store.Audit;

/// <summary>What retention took away, kept as a link of the chain: so the links that are left still follow something, and nobody else's removal looks like it.</summary>
/// <param name="UpTo">The number of the last link that was taken away.</param>
/// <param name="Hash">That link's hash, which the first one that is left follows.</param>
/// <param name="Before">Rows of before that time were taken away.</param>
/// <param name="Rows">How many.</param>
/// <param name="At">When that was done.</param>
public sealed record RetentionMark(long UpTo, string Hash, DateTimeOffset Before, int Rows, DateTimeOffset At)
{
    private const string Kind = "retention";

    internal string Text => JsonSerializer.Serialize(new object[] { Kind, UpTo, Hash, Before.ToUnixTimeMilliseconds(), Rows, At.ToUnixTimeMilliseconds() });

    /// <summary>Reads a link's text; null for what the dashboard did not write so.</summary>
    internal static RetentionMark? Read(string text)
    {
        try
        {
            var mark = JsonSerializer.Deserialize<JsonElement[]>(text) is [_, var upTo, var hash, var before, var rows, var at]
                ? new RetentionMark(upTo.GetInt64(), hash.GetString()!, Time(before), rows.GetInt32(), Time(at))
                : null;
            return mark?.Text == text ? mark : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset Time(JsonElement milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.GetInt64());
}
