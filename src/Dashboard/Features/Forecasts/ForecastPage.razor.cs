using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Forecasts;

/// <summary>What is going to run, and what became of what was due.</summary>
public sealed partial class ForecastPage : BoardPage
{
    // Boards come several times a second while AWS is read; thousands of schedules need not be planned anew for each.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private PlanSource _source = PlanSource.Create(Board.Empty);
    private DateTimeOffset _now;
    private DateTimeOffset? _schedulesAsOf;
    private bool _draws = true;

    [SupplyParameterFromQuery] private string? View { get; set; }
    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Clock { get; set; }
    [SupplyParameterFromQuery] private string? Zone { get; set; }
    [SupplyParameterFromQuery] private string? Day { get; set; }
    [SupplyParameterFromQuery] private string? Show { get; set; }

    private ForecastQuery Query => new(View, Q, Clock, Zone, Day, Show);

    private OperationalDay Days => Query.Days(Options);

    protected override void OnParametersSet() => Plan();

    protected override void OnBoard()
    {
        _draws = _schedulesAsOf is null || Time.GetUtcNow() - _now >= Between;
        if (_draws)
        {
            Plan();
        }
    }

    protected override bool ShouldRender() => _draws;

    private void Plan()
    {
        (_draws, _now, _schedulesAsOf) = (true, Time.GetUtcNow(), Board.SchedulesAsOf);
        _source = PlanSource.Create(Board).Search(Q);
    }
}
