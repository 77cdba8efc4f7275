namespace Dashboard.Features.Schedules;

/// <summary>The IANA time zones to choose from.</summary>
internal static class TimeZones
{
    private static readonly string[] Ids = [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId).Select(z => z.Id).Append("UTC").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Zones whose name has the text in it; those that begin with it, or whose city does, come first.</summary>
    public static IEnumerable<string> Search(string? text)
    {
        var wanted = text?.Trim().Replace(' ', '_') ?? "";
        return Ids.Where(id => id.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .OrderBy(id => Begins(id) ? 0 : 1).Take(50);

        bool Begins(string id) => id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) || id[(id.LastIndexOf('/') + 1)..].StartsWith(wanted, StringComparison.OrdinalIgnoreCase);
    }
}
