using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Graph;
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
    private OpenExecution? _root;
    private OpenChildren? _children;
    private ExecutionOrigin _origin = ExecutionOrigin.Unread;
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

    /// <summary>Ids of the states whose children are open in the graph.</summary>
    [SupplyParameterFromQuery(Name = "open")]
    public string[]? Open { get; set; }

    /// <summary>The graph's direction: <c>right</c>, else down.</summary>
    [SupplyParameterFromQuery(Name = "dir")]
    public string? Dir { get; set; }

    [SupplyParameterFromQuery(Name = "with")]
    public string? With { get; set; }

    [Inject]
    private ExecutionFeed Feed { get; set; } = default!;

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

    private GraphDirection Direction => Dir == "right" ? GraphDirection.Right : GraphDirection.Down;

    private (OpenExecution Execution, string State) Found => _root!.Find(State ?? "");

    private StateVisit? SelectedVisit => _root is null || State is null ? null : Found.Execution.Visit(Found.State, Visit);

    private ExecutionAddress Address => new(Navigation);

    protected override void OnParametersSet()
    {
        if (_subscribed != Arn)
        {
            Resubscribe();
        }

        Arrange();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _children?.Dispose();
    }

    private void Resubscribe()
    {
        _subscription?.Dispose();
        (_subscribed, _origin) = (Arn, ExecutionOrigin.Unread);
        _subscription = Feed.Subscribe(Arn);
        _news = _subscription.Latest;
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

                _news = news;
                Arrange();
                await ReadAuditAsync();
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
    }

    // With the children that are open, as the address says.
    private void Arrange()
    {
        _children ??= new OpenChildren(Feed, () => InvokeAsync(() =>
        {
            Arrange();
            StateHasChanged();
        }));
        _root = Picture is { } picture ? _children.Show(picture, Open ?? []) : null;
    }

    private async Task ReadAuditAsync()
    {
        if (Picture is { } picture && _origin.IsOld(Audit))
        {
            _origin = await ExecutionOrigin.ReadAsync(Audit, Arn, picture.Detail.Input);
        }
    }

    private string VisitLink(StateVisit visit) => Address.Visit(null, visit);

    private string FoundVisitLink(StateVisit visit) => Address.Visit(Found.Execution.Path, visit);
}
