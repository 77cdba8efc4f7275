using Microsoft.AspNetCore.Components;

namespace Dashboard.Ui;

/// <summary>A part of a page that looks again every few seconds, as long as the page is open.</summary>
public abstract class LookingComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    protected LookingComponent() => Left = _left.Token;

    [Inject]
    protected TimeProvider Time { get; init; } = default!;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left { get; }

    protected abstract TimeSpan Between { get; }

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

    protected override async Task OnInitializedAsync()
    {
        await LookAsync();
        _ = InvokeAsync(WatchAsync);
    }

    /// <summary>Looks, and draws what has changed.</summary>
    protected abstract Task LookAsync();

    private async Task WatchAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Between, Time);
            while (await timer.WaitForNextTickAsync(Left))
            {
                await LookAsync();
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
