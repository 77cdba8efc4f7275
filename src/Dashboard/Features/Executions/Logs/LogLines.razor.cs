using Dashboard.Aws.Logs;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dashboard.Features.Executions.Logs;

/// <summary>The rows of a log, and the place in it that the browser keeps.</summary>
public sealed partial class LogLines
{
    private const float RowHeight = 20;

    private ElementReference _box;
    private PageScript? _scroll;
    private DotNetObjectReference<LogLines>? _self;
    private List<LogRow> _rows = [];
    private int _columns = 200;
    private (int Version, int Columns, bool Wrap) _made = (-1, 0, false);
    private int _shown;
    private int _shift;

    [Parameter, EditorRequired]
    public IReadOnlyList<LogLine> Lines { get; set; } = [];

    /// <summary>Another one where <see cref="Lines"/> has changed.</summary>
    [Parameter]
    public int Version { get; set; }

    /// <summary>How many lines the last change put at the front; fewer than zero where it took some away.</summary>
    [Parameter]
    public int Added { get; set; }

    [Parameter]
    public bool Wrap { get; set; }

    /// <summary>Stay at the end.</summary>
    [Parameter]
    public bool Follow { get; set; }

    /// <summary>The id of the line to mark.</summary>
    [Parameter]
    public string? Marked { get; set; }

    /// <summary>Another number scrolls to the marked line.</summary>
    [Parameter]
    public int Show { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter, EditorRequired]
    public required Func<LogLine, string> Link { get; set; }

    [Parameter]
    public string Label { get; set; } = "";

    [Parameter]
    public EventCallback OnTop { get; set; }

    [Parameter]
    public EventCallback OnEnd { get; set; }

    /// <summary>The reader scrolled away from the end.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [JSInvokable]
    public Task TopAsync() => OnTop.InvokeAsync();

    [JSInvokable]
    public Task EndAsync() => OnEnd.InvokeAsync();

    [JSInvokable]
    public Task LeaveAsync() => OnLeave.InvokeAsync();

    [JSInvokable]
    public void Widen(int columns)
    {
        _columns = columns;
        Make();
        StateHasChanged();
    }

    protected override void OnParametersSet() => Make();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _scroll = new PageScript(JS);
            await _scroll.CreateAsync($"./{Assets["js/log.js"]}", _box, _self, RowHeight);
        }

        if (_scroll is not { IsHere: true })
        {
            return;
        }

        var (shift, show) = (_shift, _shown != Show ? _rows.FindIndex(r => r.Line.Id == Marked) : -1);
        (_shift, _shown) = (0, Show);
        await _scroll.CallAsync("update", Follow, shift, show);
    }

    public async ValueTask DisposeAsync()
    {
        await (_scroll?.DisposeAsync() ?? ValueTask.CompletedTask);
        _self?.Dispose();
    }

    private void Make()
    {
        if (_made == (Version, _columns, Wrap))
        {
            return;
        }

        var anew = _made.Version != Version;
        _made = (Version, _columns, Wrap);
        var before = _rows.Count;
        _rows = LogRow.Of(Lines, Wrap ? _columns : null);
        _shift += !anew || Added == 0 ? 0 : Added < 0 ? -Math.Min(before, -Added) : LogRow.Of([.. Lines.Take(Added)], Wrap ? _columns : null).Count;
    }
}
