namespace Dashboard.Features.Forecasts;

/// <summary>A machine's line of the timeline.</summary>
/// <param name="Href">Of the machine's page, or the schedule's where it starts no machine.</param>
public sealed record ForecastRow(string Name, string Href, IReadOnlyList<ForecastBar> Bars);
