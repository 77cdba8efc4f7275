namespace Dashboard.Features.Forecasts;

/// <summary>The words of the pages about what is going to run.</summary>
public sealed class ForecastWords;
