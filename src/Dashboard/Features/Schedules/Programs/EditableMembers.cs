using System.Collections.Immutable;
using System.Text.Json;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>The members of a schedule that a program may change, which are those of the page's form, and what each takes.</summary>
internal static class EditableMembers
{
    // The last second of the year 9999.
    private const long LastSecond = 253_402_300_799;

    private static readonly ImmutableSortedDictionary<string, string> Takes = new Dictionary<string, string>
    {
        [ScheduleDraft.ExpressionPath] = "Text",
        [ScheduleDraft.ZonePath] = "Text",
        [ScheduleDraft.StatePath] = "Text",
        [ScheduleDraft.StartPath] = "Time",
        [ScheduleDraft.EndPath] = "Time",
        [ScheduleDraft.WindowModePath] = "Text",
        [ScheduleDraft.WindowPath] = "Number",
        [ScheduleDraft.InputPath] = "Text",
        [ScheduleDraft.RetriesPath] = "Number",
        [ScheduleDraft.AgePath] = "Number",
        [ScheduleDraft.DeadLetterPath] = "Queue",
        [ScheduleDraft.DescriptionPath] = "Text",
        [ScheduleDraft.CompletionPath] = "Text",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static string Names => string.Join(", ", Takes.Keys);

    public static bool Contains(string path) => Takes.ContainsKey(path);

    /// <summary>What the member takes, where this is no such value; null where it fits. Null fits each: it takes the member away.</summary>
    public static string? Misfit(string path, JsonElement value)
    {
        var fits = value.ValueKind == JsonValueKind.Null || Takes[path] switch
        {
            "Text" => Text(value) is not null,
            "Number" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "Time" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= LastSecond,
            _ => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().ToList() is [{ Name: "Arn", Value: var arn }] && Text(arn) is not null,
        };
        return fits ? null : Takes[path];
    }

    /// <summary>A text; null for anything else.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: valid JSON, but no text.
            return null;
        }
    }
}
