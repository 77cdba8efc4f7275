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

    /// <summary>What the page wrote to the console as errors so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>For a test that provokes errors: what comes is no failure any more.</summary>
    public bool Provokes { get; set; }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        if (!Provokes)
        {
            Assert.Empty(_errors);
        }
    }
}
