using Dashboard.Domain.Executions;
using Dashboard.Live;
using Dashboard.Store.Audit;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions;

/// <summary>One execution. The address says which, and what of it is selected.</summary>
public sealed partial class ExecutionPage : ComponentBase, IDisposable
{
    private static readonly string[] Tabs = ["graph", "timeline", "states", "events", "io", "compare"];

    private ExecutionSubscription? _subscription;
    private ExecutionNews? _news;
    private GraphDrawing? _drawing;
    private StartedBy? _starter;
    private IReadOnlyList<AuditRow> _reruns = [];
    private string? _subscribed;

    [Parameter]
    public string? ExecutionArn { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "visit")]
    public long? Visit { get; set; }

    [SupplyParameterFromQuery(Name = "event")]
    public long? EventId { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "with")]
    public string? With { get; set; }

    [Inject]
    private ExecutionFeed Feed { get; set; } = default!;

    [Inject]
    private GraphDrawings Drawings { get; set; } = default!;

    [Inject]
    private AuditLog Audit { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ViewWords Words { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    private string Arn => ExecutionArn ?? "";

    private ExecutionPicture? Picture => _news?.Picture;

    private string Shown => Tabs.Contains(Tab) ? Tab! : Tabs[0];

    private bool Selected => State is not null;

    private StateVisit? SelectedVisit => Picture?.Snapshot is not { } snapshot || State is null ? null
        : snapshot.Visits.FirstOrDefault(v => v.EnteredId == Visit && v.Name == State) ?? StateNow.All(snapshot).GetValueOrDefault(State)?.Speaking;

    private string CloseLink => Query(("state", null), ("visit", null), ("event", null));

    protected override void OnParametersSet()
    {
        if (_subscribed != Arn)
        {
            Resubscribe();
        }
    }

    public void Dispose() => _subscription?.Dispose();

    private void Resubscribe()
    {
        _subscription?.Dispose();
        (_subscribed, _starter, _reruns, _drawing) = (Arn, null, [], null);
        _subscription = Feed.Subscribe(Arn);
        Take(_subscription.Latest);
        _ = InvokeAsync(() => WatchAsync(_subscription));
    }

    private async Task WatchAsync(ExecutionSubscription subscription)
    {
        try
        {
            await ReadAuditAsync();
            await foreach (var news in subscription.ReadAllAsync())
            {
                if (subscription != _subscription)
                {
                    return;
                }

                Take(news);
                await ReadAuditAsync();
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private void Take(ExecutionNews? news)
    {
        _news = news;
        _drawing ??= news?.Picture?.Definition is { } definition ? Drawings.Of(definition) : null;
    }

    private async Task ReadAuditAsync()
    {
        if (_starter is null && Picture is { } picture)
        {
            var rows = await Audit.AboutAsync(Arn);
            _starter = StartedBy.Find(Arn, picture.Detail.Input, rows);
            _reruns = [.. rows.Where(r => r.Target == Arn && r.State == AuditState.Done && r.Result is not null)];
        }
    }

    private void SelectState(string name) => Navigation.NavigateTo(Query(("state", name), ("visit", null), ("event", null)));

    private string TabLink(string tab) => Query(("tab", tab == Tabs[0] ? null : tab));

    private string VisitLink(StateVisit visit) => Query(("state", visit.Name), ("visit", visit.EnteredId), ("event", null));

    private string EventLink(long id) => Query(("event", id), ("state", null), ("visit", null));

    private string Query(params (string Name, object? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value));
}
