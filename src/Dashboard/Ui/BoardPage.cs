using Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Ui;

/// <summary>A page that shows the board of machines and schedules and draws itself anew with each newer one.</summary>
public abstract class BoardPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    protected BoardPage() => Left = _left.Token;

    [Inject]
    protected MachineFeed Feed { get; init; } = default!;

    [Inject]
    protected TimeProvider Time { get; init; } = default!;

    protected Board Board { get; private set; } = Board.Empty;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; }

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

    /// <summary>The same for a page that has to wait for it.</summary>
    /// <returns>Whether there is anything new to draw.</returns>
    protected virtual ValueTask<bool> OnBoardAsync()
    {
        OnBoard();
        return ValueTask.FromResult(true);
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var board in Feed.WatchAsync(Left))
            {
                Board = board;
                if (await OnBoardAsync())
                {
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception e) when (!Left.IsCancellationRequested)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
