namespace Dashboard.Features.Forecasts;

/// <summary>A run on the timeline; left and width in percent of it.</summary>
public sealed record ForecastBar(double Left, double Width, string CssClass, string Title, string Href);
