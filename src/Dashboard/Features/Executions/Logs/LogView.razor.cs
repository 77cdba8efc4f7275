using Dashboard.Aws;
using Dashboard.Aws.Logs;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions.Logs;

/// <summary>What one viewer sees of a log, and where in it they are.</summary>
public sealed partial class LogView
{
    private LogWindow _window = new();
    private LogSubscription? _subscription;
    private LogNews _news = LogNews.Nothing;
    private LineLink? _shown;
    private AwsFailure? _failure;
    private int _version;
    private int _added;
    private int _show;
    private bool _wrap = true;
    private bool _follow = true;
    private bool _lost;
    private bool _reading;

    [Parameter, EditorRequired]
    public required EcsTask Task { get; set; }

    [Parameter, EditorRequired]
    public string Container { get; set; } = "";

    /// <summary>When the task ended; null while the container may still write.</summary>
    [Parameter]
    public DateTimeOffset? EndedAt { get; set; }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone);

    private string? Sentence => LogSentence.NeverStarted(Task, Container) ? L["Log_NeverStarted"]
        : _window.Lines.Count > 0 ? null
        : LogSentence.Find(_news, EndedAt is null, L);

    protected override async Task OnParametersSetAsync()
    {
        if (LogSentence.NeverStarted(Task, Container))
        {
            return;
        }

        if (_subscription is null)
        {
            _subscription = Feed.Subscribe(Task, Container, EndedAt);
            Take(_subscription.Latest);
            _ = InvokeAsync(() => WatchAsync(_subscription));
        }
        else if (EndedAt is { } ended)
        {
            _subscription.EndsAt(ended);
        }

        await ShowLinkedAsync();
    }

    public void Dispose() => _subscription?.Dispose();

    private string LinkTo(LogLine line) => Navigation.GetUriWithQueryParameter(LineLink.Parameter, LineLink.To(Task.TaskId, Container, line).ToString());

    private async Task WatchAsync(LogSubscription subscription)
    {
        await foreach (var news in subscription.ReadAllAsync())
        {
            Take(news);
            await ShowLinkedAsync();
            StateHasChanged();
        }
    }

    private void Take(LogNews? news)
    {
        if (news is not null)
        {
            _news = news;
            Changed(-_window.Take(news));
        }
    }

    /// <summary>Scrolls to the line that the address names, once; where it is not at hand, it is read with what is around it.</summary>
    private async Task ShowLinkedAsync()
    {
        if (_news.Place?.Stream is null || LineLink.Find(Navigation.Uri) is not { } link || link == _shown || link.TaskId != Task.TaskId || link.Container != Container)
        {
            return;
        }

        (_shown, _follow, _lost) = (link, false, false);
        if (!_window.Lines.Any(l => l.At == link.At && l.Id == link.Line))
        {
            await ReadAsync(async () =>
            {
                var piece = await Logs.AroundAsync(_news.Place, link.At);
                if (piece.Lines.Any(l => l.Id == link.Line))
                {
                    _window.JumpTo(piece);
                    Changed(0);
                }
                else
                {
                    _lost = true;
                }
            });
        }

        _show++;
    }

    private void Follow(bool follow)
    {
        _follow = follow;
        if (follow && !_window.AtEnd)
        {
            _window.ToEnd(_news);
            Changed(0);
        }
    }

    private Task OlderAsync() => _window.AtHead || _window.Lines.Count == 0 ? System.Threading.Tasks.Task.CompletedTask : ReadAsync(async () =>
    {
        var window = _window;
        var piece = await Logs.OlderAsync(_news.Place!, [.. window.Lines.TakeWhile(l => l.At == window.Lines[0].At)]);
        window.Before(piece);
        Changed(piece.Lines.Count);
    });

    private Task EndAsync()
    {
        if (_window.AtEnd)
        {
            _follow = true;
            return System.Threading.Tasks.Task.CompletedTask;
        }

        return ReadAsync(async () =>
        {
            _window.After(await Logs.NewerAsync(_news.Place!, [.. _window.Lines.TakeLast(100)]));
            Changed(0);
        });
    }

    private void Changed(int added) => (_version, _added) = (_version + 1, added);

    private async Task ReadAsync(Func<Task> read)
    {
        if (_reading)
        {
            return;
        }

        _reading = true;
        try
        {
            await read();
            _failure = null;
        }
        catch (AwsRequestException e)
        {
            _failure = e.Kind;
        }
        finally
        {
            _reading = false;
        }
    }
}
