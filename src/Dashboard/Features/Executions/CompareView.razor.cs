using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;
using Dashboard.Domain.Tasks;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions;

/// <summary>This run beside another of the same machine, by default the last normal one before it.</summary>
public sealed partial class CompareView : ComponentBase, IDisposable
{
    private ExecutionSubscription? _subscription;
    private ExecutionNews? _news;
    private string? _other;
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

    public void Dispose() => _subscription?.Dispose();

    protected override void OnParametersSet()
    {
        var other = With ?? _other ?? Default();
        if (other != _other)
        {
            _other = other;
            Subscribe();
        }
    }

    /// <summary>The last one before this that ended normally; else the last normal one at all.</summary>
    private string? Default()
    {
        var normal = Candidates.Where(r => r.Outcome == Outcome.Normal).ToList();
        return (normal.FirstOrDefault(r => r.StartedAt < Picture.Detail.StartedAt) ?? normal.FirstOrDefault())?.Arn;
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

    private string Describe(RunView run)
    {
        var outcome = run.Outcome is { } known ? L.OutcomeWithCode(known, run.ExitCode) : "…";
        return $"{Zones.Format(run.StartedAt, TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone), "yyyy-MM-dd HH:mm:ss")} · {outcome} · {Ellipsis.Middle(run.Name, 32)}";
    }

    private string Longer(TimeSpan? by) => by switch
    {
        null => "",
        { TotalSeconds: > -0.5 and < 0.5 } => "±0",
        { } d => (d > TimeSpan.Zero ? "+" : "−") + L.Duration(d.Duration()),
    };

    // Half as long again and a noticeable time: what an operator would ask about.
    private static bool Slower(StateComparison state) =>
        state.Longer is { } by && by > TimeSpan.FromSeconds(10) && by.Ticks * 2 > (state.Right!.EndedAt - state.Right.EnteredAt)!.Value.Ticks;
}
