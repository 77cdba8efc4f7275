using Microsoft.Playwright;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>Somebody with a browser. What the page writes to the console as an error fails the test at the end.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> _errors = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        (Context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>The errors so far, which then are no failure: for a test that provokes them.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        string[] errors = [.. _errors];
        _errors.Clear();
        return errors;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Assert.Empty(_errors);
    }
}
