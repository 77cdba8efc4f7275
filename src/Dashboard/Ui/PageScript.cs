using Microsoft.JSInterop;

namespace Dashboard.Ui;

/// <summary>The object in the browser that belongs to a component: made by the <c>create</c> function of a module, ended by its own <c>dispose</c>.</summary>
/// <remarks>A component may leave the page while the browser still loads the module or answers a call. What the browser says after that concerns nobody: its element is gone.</remarks>
public sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _object;
    private bool _isGone;

    /// <summary>The object is made, and its component is still on the page.</summary>
    public bool IsHere => _object is not null && !_isGone;

    /// <summary>Loads the module and makes the object, unless the component goes meanwhile.</summary>
    /// <param name="module">The module's address.</param>
    /// <param name="arguments">What <c>create</c> is given, an element of the component first.</param>
    public Task CreateAsync(string module, params object?[] arguments) => WhileHereAsync(async () =>
    {
        await using var loaded = await js.InvokeAsync<IJSObjectReference>("import", module);
        if (_isGone)
        {
            return;
        }

        _object = await loaded.InvokeAsync<IJSObjectReference>("create", arguments);
        if (_isGone)
        {
            await EndAsync();
        }
    });

    /// <summary>Calls a function of the object, where it is there.</summary>
    public Task CallAsync(string function, params object?[] arguments) =>
        _object is { } here ? WhileHereAsync(() => here.InvokeVoidAsync(function, arguments).AsTask()) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        await WhileHereAsync(EndAsync);
    }

    private async Task EndAsync()
    {
        if (_object is { } made)
        {
            _object = null;
            await made.InvokeVoidAsync("dispose");
            await made.DisposeAsync();
        }
    }

    private async Task WhileHereAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException || (_isGone && e is JSException or ObjectDisposedException))
        {
            // The browser has gone, or the element has.
        }
    }
}
