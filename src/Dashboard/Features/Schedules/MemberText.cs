using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules;

/// <summary>Members of a schedule as people read them.</summary>
public static class MemberText
{
    /// <summary>The member's name in the reader's language, with AWS's own; only the latter for one that this program does not know.</summary>
    public static string Name(string path, IStringLocalizer<ScheduleWords> words) =>
        words["Member_" + path.Replace('/', '_')] is { ResourceNotFound: false } known ? known.Value : path;

    /// <summary>A value: a text without its quotes, a time in the schedule's zone.</summary>
    /// <param name="json">JSON text; null for none.</param>
    public static string Value(string path, string? json, TimeZoneInfo zone)
    {
        if (json is null)
        {
            return "–";
        }

        var node = JsonNode.Parse(json);
        return node?.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.Number when path is ScheduleDraft.StartPath or ScheduleDraft.EndPath && node.AsValue().TryGetValue<double>(out var seconds) =>
                Zones.Format(DateTimeOffset.UnixEpoch.AddSeconds(seconds), zone, "yyyy-MM-dd HH:mm:ss"),
            _ => json,
        };
    }
}
