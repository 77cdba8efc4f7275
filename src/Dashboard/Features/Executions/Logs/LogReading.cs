using Dashboard.Aws;
using Dashboard.Live;

namespace Dashboard.Features.Executions.Logs;

/// <summary>Reads what one viewer asks for beyond the newest lines into their window, one thing at a time.</summary>
public sealed class LogReading(ContainerLogs logs, LogWindow window)
{
    private bool _reading;

    /// <summary>Why the last thing asked for did not come.</summary>
    public AwsFailure? Failure { get; private set; }

    /// <summary>Brings the lines before the window's; gives how many.</summary>
    public Task<int> OlderAsync(LogPlace place) => window.AtHead || window.Lines.Count == 0 ? Task.FromResult(0) : ReadAsync(async () =>
    {
        var piece = await logs.OlderAsync(place, [.. window.Lines.TakeWhile(l => l.At == window.Lines[0].At)]);
        window.Before(piece);
        return piece.Lines.Count;
    });

    /// <summary>Brings the lines after those that were jumped to; gives how many.</summary>
    public Task<int> NewerAsync(LogPlace place) => window.AtEnd ? Task.FromResult(0) : ReadAsync(async () =>
    {
        var lines = await logs.NewerAsync(place, [.. window.Lines.Reverse().TakeWhile(l => l.At == window.Lines[^1].At)]);
        window.After(lines);
        return lines.Count;
    });

    /// <summary>Sees that the line of a link is in the window, reading it with what is around it where need be; gives whether it is.</summary>
    public async Task<bool> ShowAsync(LogPlace place, LineLink link) =>
        window.Lines.Any(l => l.At == link.At && l.Id == link.Line) || await ReadAsync(async () =>
        {
            var piece = await logs.AroundAsync(place, link.At);
            if (!piece.Lines.Any(l => l.Id == link.Line))
            {
                return 0;
            }

            window.JumpTo(piece);
            return piece.Lines.Count;
        }) > 0;

    private async Task<int> ReadAsync(Func<Task<int>> read)
    {
        if (_reading)
        {
            return 0;
        }

        _reading = true;
        try
        {
            var count = await read();
            Failure = null;
            return count;
        }
        catch (AwsRequestException e)
        {
            Failure = e.Kind;
            return 0;
        }
        finally
        {
            _reading = false;
        }
    }
}
