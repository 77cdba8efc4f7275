using Dashboard.Aws.Logs;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions.Logs;

/// <summary>What one viewer sees of a log, and where in it they are.</summary>
public sealed partial class LogView
{
    private readonly LogWindow _window = new();
    private LogReading _reading = default!;
    private LogSubscription? _subscription;
    private LogNews _news = LogNews.Nothing;
    private LineLink? _shown;
    private int _version;
    private int _added;
    private int _show;
    private bool _wrap = true;
    private bool _follow = true;
    private bool _lost;

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

    protected override void OnInitialized() => _reading = new LogReading(Logs, _window);

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

        (_shown, _follow) = (link, false);
        _lost = !await _reading.ShowAsync(_news.Place, link);
        Changed(0);
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

    private async Task OlderAsync() => Changed(await _reading.OlderAsync(_news.Place!));

    private async Task EndAsync()
    {
        if (_window.AtEnd)
        {
            _follow = true;
        }
        else if (await _reading.NewerAsync(_news.Place!) > 0)
        {
            Changed(0);
        }
    }

    private void Changed(int added) => (_version, _added) = (_version + 1, added);
}
