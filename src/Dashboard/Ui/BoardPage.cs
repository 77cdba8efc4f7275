using Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Ui;

/// <summary>A page that shows the board of machines and schedules and draws itself anew with each newer one.</summary>
public abstract class BoardPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    [Inject]
    protected MachineFeed Feed { get; init; } = default!;

    [Inject]
    protected TimeProvider Time { get; init; } = default!;

    protected Board Board { get; private set; } = Board.Empty;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override void OnInitialized()
    {
        Board = Feed.Current;
        _ = InvokeAsync(WatchAsync);
    }

    /// <summary>What a page does with a newer board before it is drawn.</summary>
    protected virtual void OnBoard()
    {
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var board in Feed.WatchAsync(Left))
            {
                Board = board;
                OnBoard();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
