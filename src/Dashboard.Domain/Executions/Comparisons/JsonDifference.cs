using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>How two JSON texts differ, as far as a page can show it.</summary>
/// <param name="Changes">In the order of the left text, at most <see cref="Most"/>.</param>
/// <param name="HasMore">There are more than were kept.</param>
public sealed record JsonDifference(ImmutableArray<JsonChange> Changes, bool HasMore)
{
    public const int Most = 200;

    private const int LongestValue = 500;

    public static JsonDifference None { get; } = new([], false);

    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>Compares two texts; what is no JSON is compared as text. The order of an object's members makes no difference.</summary>
    public static JsonDifference Between(string? left, string? right)
    {
        if (left == right)
        {
            return None;
        }

        using var one = Parse(left);
        using var other = Parse(right);
        if (one is null || other is null)
        {
            return new([new JsonChange("$", left is null ? JsonChangeKind.Removed : right is null ? JsonChangeKind.Added : JsonChangeKind.Changed, Cut(left), Cut(right))], false);
        }

        var changes = new List<JsonChange>();
        Compare("$", one.RootElement, other.RootElement, changes);
        return new([.. changes.Take(Most)], changes.Count > Most);
    }

    private static void Compare(string path, JsonElement left, JsonElement right, List<JsonChange> changes)
    {
        if (changes.Count > Most)
        {
            return;
        }

        if (left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in left.EnumerateObject())
            {
                Compare($"{path}{Step(member.Name)}", member.Value, right.TryGetProperty(member.Name, out var value) ? value : null, changes);
            }

            foreach (var member in right.EnumerateObject().Where(m => !left.TryGetProperty(m.Name, out _)))
            {
                Compare($"{path}{Step(member.Name)}", null, member.Value, changes);
            }
        }
        else if (left.ValueKind == JsonValueKind.Array && right.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < Math.Max(left.GetArrayLength(), right.GetArrayLength()); i++)
            {
                Compare(
                    string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"),
                    i < left.GetArrayLength() ? left[i] : null,
                    i < right.GetArrayLength() ? right[i] : null,
                    changes);
            }
        }
        else if (!JsonElement.DeepEquals(left, right))
        {
            changes.Add(new JsonChange(path, JsonChangeKind.Changed, Cut(left.GetRawText()), Cut(right.GetRawText())));
        }
    }

    private static void Compare(string path, JsonElement? left, JsonElement? right, List<JsonChange> changes)
    {
        if (left is { } l && right is { } r)
        {
            Compare(path, l, r, changes);
        }
        else
        {
            changes.Add(new JsonChange(path, left is null ? JsonChangeKind.Removed : JsonChangeKind.Added, Cut(left?.GetRawText()), Cut(right?.GetRawText())));
        }
    }

    private static string Step(string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') ? $".{name}" : $"[{JsonSerializer.Serialize(name)}]";

    private static string? Cut(string? value) => value?.Length > LongestValue ? value[..LongestValue] + "…" : value;

    private static JsonDocument? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
