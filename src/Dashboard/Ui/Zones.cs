using System.Globalization;

namespace Dashboard.Ui;

/// <summary>Times with their zone: <c>03:12:40 JST</c>.</summary>
public static class Zones
{
    /// <summary>A short name: JST, UTC, else the offset at that time such as UTC+2 or UTC+5:30.</summary>
    public static string Name(TimeZoneInfo zone, DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at);
        return (zone.Id, offset) switch
        {
            ("Asia/Tokyo" or "Japan" or "Tokyo Standard Time", _) => "JST",
            (_, { Ticks: 0 }) when zone.BaseUtcOffset == TimeSpan.Zero => "UTC",
            _ => string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}"),
        };
    }

    /// <summary>The time in that zone, with the zone's name.</summary>
    /// <param name="format">A .NET format, such as <c>yyyy-MM-dd HH:mm:ss</c>.</param>
    public static string Format(DateTimeOffset at, TimeZoneInfo zone, string format) =>
        $"{TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture)} {Name(zone, at)}";
}
