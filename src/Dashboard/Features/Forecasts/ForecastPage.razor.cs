using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Forecasts;

/// <summary>What is going to run, and what became of what was due.</summary>
public sealed partial class ForecastPage : BoardPage
{
    private PlanSource? _source;
    private PlanSource? _whole;
    private PastSource? _past;
    private DateTimeOffset _now;

    [SupplyParameterFromQuery] private string? View { get; set; }
    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Clock { get; set; }
    [SupplyParameterFromQuery] private string? Zone { get; set; }
    [SupplyParameterFromQuery] private string? Day { get; set; }
    [SupplyParameterFromQuery] private string? Show { get; set; }

    private ForecastQuery Query => new(View, Q, Clock, Zone, Day, Show);

    private OperationalDay Days => Query.Days(Options);

    [Inject]
    private ForecastBook Book { get; set; } = default!;

    protected override Task OnParametersSetAsync() => PlanAsync();

    // Only what is newly planned is drawn.
    protected override async ValueTask<bool> OnBoardAsync()
    {
        var before = _whole;
        await PlanAsync();
        return !ReferenceEquals(before, _whole);
    }

    private async Task PlanAsync()
    {
        var now = Time.GetUtcNow();
        var (whole, query) = (await Book.SourceAsync(Left), Query);
        PastSource? past = null;
        if (query.Shown == "past")
        {
            // The starts of the last fires of a day may be a little after its end.
            var (first, last) = query.PastDays(Days, now);
            past = (await Book.PastAsync(whole, Days.Begin(first), Days.Begin(last.AddDays(1)) + FireReconciliation.LatestLate, Left)).Search(query.Q);
        }

        (_whole, _now, _past, _source) = (whole, now, past, past?.Source ?? whole.Search(query.Q));
    }
}
