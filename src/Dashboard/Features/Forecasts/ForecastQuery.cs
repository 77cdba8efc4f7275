using System.Globalization;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Hosting;

namespace Dashboard.Features.Forecasts;

/// <summary>What the address of the forecast says: which view, of which day, of what, by which clock.</summary>
public sealed record ForecastQuery(string? View, string? Q, string? Clock, string? Zone, string? Day, string? Show)
{
    public const string CalendarClock = "calendar";

    public static IReadOnlyList<string> Views { get; } = ["day", "week", "month", "past"];

    public string Shown => View is not null && Views.Contains(View) ? View : Views[0];

    /// <summary>The day that was chosen; null for today.</summary>
    public DateOnly? Date => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2190 ? day : null;

    /// <summary>The first and last day of the past that are shown: without a choice yesterday too, as what ran last night is asked for in the morning.</summary>
    public (DateOnly First, DateOnly Last) PastDays(OperationalDay days, DateTimeOffset now) => Date is { } day ? (day, day) : (days.DateOf(now).AddDays(-1), days.DateOf(now));

    /// <summary>The kind of result that was chosen; null for all.</summary>
    public FireVerdict? Verdict => Enum.TryParse<FireVerdict>(Show, ignoreCase: true, out var verdict) && Enum.IsDefined(verdict) ? verdict : null;

    public string Address => "forecast" + Query;

    /// <summary>With the question mark; empty where nothing is chosen.</summary>
    public string Query
    {
        get
        {
            var pairs = new[] { ("view", View), ("q", Q), ("clock", Clock), ("zone", Zone), ("day", Day), ("show", Show) };
            var text = string.Join('&', pairs.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
            return text.Length == 0 ? "" : "?" + text;
        }
    }

    public ForecastQuery On(DateOnly day) => this with { Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    /// <summary>The clock that was chosen, in the zone that was chosen or else the dashboard's.</summary>
    public OperationalDay Days(DashboardOptions options) => new(
        Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone),
        Clock == CalendarClock ? TimeOnly.MinValue : TimeOnly.ParseExact(options.OperationalDay, "HH:mm", CultureInfo.InvariantCulture));
}
