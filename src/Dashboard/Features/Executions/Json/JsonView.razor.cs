using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Dashboard.Features.Executions.Json;

/// <summary>What is open, chosen and searched for in a JSON text. Flattened here; the browser has only the rows in sight.</summary>
public sealed partial class JsonView
{
    // A document of thousands of rows begins with its upper levels only.
    private const int OpenRows = 400;

    private readonly HashSet<int> _closed = [];
    private JsonTree? _tree;
    private ElementReference _box;
    private string? _text;
    private string _wanted = "";
    private List<int> _rows = [];
    private List<int> _hits = [];
    private int _hit;
    private int? _selected;
    private bool _raw;
    private bool _unpack = true;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Shows the title; without it something above says what this is.</summary>
    [Parameter]
    public bool IsTitled { get; set; } = true;

    [Parameter]
    public string? Text { get; set; }

    /// <summary>The sentence where there is no text.</summary>
    [Parameter]
    public string Empty { get; set; } = "";

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (_text != Text)
        {
            _text = Text;
            Read();
        }
    }

    private void Read()
    {
        _tree = string.IsNullOrEmpty(_text) ? null : JsonTree.Read(_text, _unpack);
        _closed.Clear();
        _selected = null;
        if (_tree is { Items.Count: > OpenRows } tree)
        {
            _closed.UnionWith(Enumerable.Range(1, tree.Items.Count - 1).Where(i => tree.Items[i].Members > 0));
        }

        Find(_wanted);
    }

    private void Unpack(bool unpack)
    {
        _unpack = unpack;
        Read();
    }

    private void Show() => _rows = _tree?.Visible(_closed) ?? [];

    private void Toggle(int at)
    {
        if (!_closed.Remove(at))
        {
            _closed.Add(at);
        }

        Show();
    }

    private void Select(int at) => _selected = _selected == at ? null : at;

    private void Find(string? wanted)
    {
        (_wanted, _hit) = (wanted?.Trim() ?? "", 0);
        _hits = _tree?.Find(_wanted) ?? [];
        Open();
        Show();
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Enter" ? GoAsync(key.ShiftKey ? -1 : 1) : Task.CompletedTask;

    private async Task GoAsync(int step)
    {
        if (_hits.Count == 0)
        {
            return;
        }

        _hit = (_hit + step + _hits.Count) % _hits.Count;
        Open();
        Show();
        await JS.InvokeVoidAsync("dashboard.scrollTo", _box, (_rows.IndexOf(_hits[_hit]) * 22) - 60);
    }

    /// <summary>Opens what the hit is inside of.</summary>
    private void Open()
    {
        for (var i = _hits.Count > 0 ? _tree!.Items[_hits[_hit]].Parent : -1; i >= 0; i = _tree!.Items[i].Parent)
        {
            _closed.Remove(i);
        }
    }
}
