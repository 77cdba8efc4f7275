using System.Globalization;
using System.Text.Json;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>Moments as programs write them: never without an offset, which would be taken for this machine's.</summary>
internal static class ProgramTime
{
    private const int LastYear = 2199;

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Such as <c>2026-11-27T22:00:00+09:00</c>; null for anything else.</summary>
    public static DateTimeOffset? Read(string? text) =>
        text is not null && (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 1970 and <= LastYear ? moment : null;

    /// <summary>The same, or seconds since 1970 as AWS gives them.</summary>
    public static DateTimeOffset? Read(JsonElement value) =>
        value.ValueKind != JsonValueKind.Number ? Read(EditableMembers.Text(value))
        : value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e10 ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000))
        : null;
}
