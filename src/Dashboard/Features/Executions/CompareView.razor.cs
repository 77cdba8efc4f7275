using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Store.Outcomes;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions;

/// <summary>This run beside another of the same machine, by default the last one before it that ended well.</summary>
public sealed partial class CompareView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ExecutionSubscription? _subscription;
    private ExecutionNews? _news;
    private string? _other;
    private bool _isAsked;
    private (ExecutionPicture Left, ExecutionPicture Right, ExecutionComparison Result)? _compared;

    [Parameter, EditorRequired]
    public required ExecutionPicture Picture { get; set; }

    /// <summary>The ARN of the other run; null for the default.</summary>
    [Parameter]
    public string? With { get; set; }

    [Parameter, EditorRequired]
    public required Func<StateVisit, string> Link { get; set; }

    [Inject]
    private ExecutionFeed Feed { get; set; } = default!;

    [Inject]
    private MachineFeed Machines { get; set; } = default!;

    [Inject]
    private OutcomeArchive Outcomes { get; set; } = default!;

    [Inject]
    private DashboardOptions Options { get; set; } = default!;

    private ExecutionPicture? Other => _news?.Picture;

    private List<RunView> Candidates => [.. (Machines.Current.Find(ExecutionLinks.Machine(Picture.Detail.Arn))?.Runs ?? []).Where(r => r.Arn != Picture.Detail.Arn)];

    private ExecutionComparison? Comparison
    {
        get
        {
            if (Other is { } right && !(_compared is { } known && ReferenceEquals(known.Left, Picture) && ReferenceEquals(known.Right, right)))
            {
                _compared = (Picture, right, ExecutionComparison.Compare(Run(Picture), Run(right)));
            }

            return Other is null ? null : _compared?.Result;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _subscription?.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (With is not null && With != _other)
        {
            Choose(With);
        }
    }

    protected override Task OnInitializedAsync() => With is null ? FindAsync() : Task.CompletedTask;

    // Outcomes are found out newest first: right after a start the one to compare with may not be known yet.
    private async Task FindAsync()
    {
        try
        {
            await foreach (var _ in Machines.WatchAsync(_gone.Token))
            {
                if (_other is not null)
                {
                    return;
                }

                var found = await Outcomes.LastGoodBeforeAsync(Arn.Machine(Picture.Detail.StateMachineArn), Picture.Detail.StartedAt, _gone.Token);
                _isAsked = true;
                if (found is not null && _other is null)
                {
                    Choose(found);
                }

                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private void Choose(string other)
    {
        _other = other;
        Subscribe();
    }

    private void Subscribe()
    {
        _subscription?.Dispose();
        (_subscription, _news) = (null, null);
        if (_other is not null)
        {
            _subscription = Feed.Subscribe(_other);
            _news = _subscription.Latest;
            _ = InvokeAsync(() => WatchAsync(_subscription));
        }
    }

    private async Task WatchAsync(ExecutionSubscription subscription)
    {
        try
        {
            await foreach (var news in subscription.ReadAllAsync())
            {
                if (subscription != _subscription)
                {
                    return;
                }

                _news = news;
                StateHasChanged();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private static ComparedRun Run(ExecutionPicture picture) => new(picture.Snapshot, picture.Definition, picture.Machine?.RevisionId);

    private string Describe(RunView run) =>
        $"{Zones.Format(run.StartedAt, TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone), "yyyy-MM-dd HH:mm:ss")} · {(run.Outcome is { } known ? L.OutcomeWithCode(known, run.ExitCode) : "…")} · {Ellipsis.Middle(run.Name, 32)}";
}
