using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Executions;
using Dashboard.Features.Executions;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dashboard.Features.Machines;

/// <summary>Does one kind of change with several executions, one after another, and can be broken off in between.</summary>
public sealed partial class BulkDialog : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private List<BulkItem> _items = [];
    private string _reason = "";
    private bool _ready;
    private bool _begun;
    private bool _busy;
    private volatile bool _cancelled;

    [Parameter, EditorRequired]
    public DashboardAction Action { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RunView> Runs { get; set; }

    [Parameter, EditorRequired]
    public required string MachineArn { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ActionRunner Runner { get; set; } = default!;

    [Inject]
    private ExecutionFeed Feed { get; set; } = default!;

    [Inject]
    private MachineFeed Machines { get; set; } = default!;

    [Inject]
    private ViewWords Words { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool CanDo => _ready && !_begun && !string.IsNullOrWhiteSpace(_reason) && _items.Any(i => i.IsOpen);

    private string? Progress
    {
        get
        {
            var (done, all) = (_items.Count(i => i.Result is not null), _items.Count(i => i.LeftOut is null));
            return !_ready ? L["Bulk_Looking"].Value : !_begun ? null : _busy ? L["Bulk_Progress", done, all].Value : _cancelled && done < all ? L["Bulk_Cancelled", done, all].Value : L["Bulk_Finished", _items.Count(i => i.Result?.IsDone == true), all].Value;
        }
    }

    /// <summary>What is under way is seen through; nothing more is begun by a dialog that nobody sees.</summary>
    public void Dispose()
    {
        _cancelled = true;
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var leaving = _left.Token;
        _items = [.. Runs.Select(run => new BulkItem(run, Fits(run) ? null : L[$"Bulk_{Action}_Not"].Value))];
        foreach (var item in Action == DashboardAction.Redrive ? _items.Where(i => i.IsOpen).ToList() : [])
        {
            // Only what a redrive can help is redriven: its history says so.
            if (await VerdictAsync(item.Run.Arn, leaving) is { Helps: false } verdict)
            {
                Put(item, item with { LeftOut = Words[$"Redrive_{verdict.Reason}_Why"] });
                StateHasChanged();
            }
        }

        _ready = true;
    }

    private bool Fits(RunView run) => Action switch
    {
        DashboardAction.Stop => run.IsRunning,
        DashboardAction.Redrive => run.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Aborted,
        _ => true,
    };

    private async Task<RedriveVerdict?> VerdictAsync(string executionArn, CancellationToken leaving)
    {
        using var subscription = Feed.Subscribe(executionArn);
        return (await subscription.FirstAsync(leaving))?.Picture is { } picture ? RedriveFacts.Judge(picture, Time.GetUtcNow()) : null;
    }

    private async Task DoAsync()
    {
        if (!CanDo)
        {
            return;
        }

        (_begun, _busy) = (true, true);
        var user = (await Authentication).User;
        foreach (var item in _items.Where(i => i.IsOpen).ToList())
        {
            if (_cancelled)
            {
                break;
            }

            Put(item, item with { IsBusy = true });
            StateHasChanged();
            var result = await Runner.RunAsync(user, Make(item.Run), _reason, item.Click);
            Put(item, item with { Result = result });
            Feed.Hurry(item.Run.Arn);
            StateHasChanged();
        }

        _busy = false;
        Machines.Hurry(MachineArn);
    }

    private Change Make(RunView run)
    {
        var seen = new SeenExecution(run.Arn, run.Status, run.RedriveCount);
        return Action switch
        {
            DashboardAction.Stop => new StopChange(seen),
            DashboardAction.Redrive => new RedriveChange(seen),
            _ => new RerunChange(run.Arn),
        };
    }

    private void Put(BulkItem old, BulkItem item) => _items[_items.FindIndex(i => i.Click == old.Click)] = item;

    private string? Said(BulkItem item) => item switch
    {
        { LeftOut: { } why } => L["Bulk_LeftOut", why],
        { Result: { } result } => ActionWords.Sentence(result, Action, W) ?? L["Bulk_Done"],
        { IsBusy: true } => L["Bulk_Busy"],
        _ => null,
    };
}
