using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Machines;

/// <summary>One state machine: its executions, when it runs next, what it is. The newest executions come from the feed; older and filtered ones are asked for.</summary>
public sealed partial class MachinePage : BoardPage
{
    private static readonly ExecutionStatus[] Statuses = [ExecutionStatus.Running, ExecutionStatus.Succeeded, ExecutionStatus.Failed, ExecutionStatus.TimedOut, ExecutionStatus.Aborted];

    // The tokens of the pages between the newest one and this one; the last is this page's.
    private readonly Stack<string> _tokens = new();
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private ImmutableArray<RunView>? _asked;
    private AwsRequestException? _pageTrouble;
    private string? _nextToken;
    private (string Name, ExecutionStatus? Status) _shown;
    private DateTimeOffset _now;

    [Parameter]
    public string Name { get; set; } = "";

    [SupplyParameterFromQuery(Name = "status")]
    private string? StatusText { get; set; }

    [Inject]
    private RunReader Reader { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<MachineWords> L { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    private ExecutionStatus? Status => Enum.TryParse<ExecutionStatus>(StatusText?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var status) && Statuses.Contains(status) ? status : null;

    private MachineView? Machine => Board.Find(Name);

    private bool IsNewest => Status is null && _tokens.Count == 0;

    private bool CanGoOlder => IsNewest ? Machine?.Runs.Length >= RunReader.Listed : _nextToken is not null;

    private IReadOnlyList<RunView>? Runs => !IsNewest ? _asked : Machine is { } m && (m.RunsAsOf is not null || m.IsExpress) ? m.Runs : null;

    protected override async Task OnParametersSetAsync()
    {
        _now = Time.GetUtcNow();
        if (_shown != (Name, Status))
        {
            _shown = (Name, Status);
            _tokens.Clear();
            (_asked, _nextToken) = (null, null);
            await ReadAsync();
        }
    }

    protected override void OnBoard()
    {
        _now = Time.GetUtcNow();
        if (_asked is null && !IsNewest && Machine is not null && _pageTrouble is null)
        {
            _ = InvokeAsync(ReadAsync);
        }
    }

    private void Choose(ExecutionStatus? status) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("status", status?.ToString().ToLowerInvariant()), replace: true);

    private void Mark((IReadOnlyList<RunView> Runs, bool On) marked)
    {
        foreach (var run in marked.Runs)
        {
            _ = marked.On ? _chosen.Add(run.Arn) : _chosen.Remove(run.Arn);
        }
    }

    private async Task OlderAsync()
    {
        if (IsNewest && Machine is { } machine)
        {
            // The feed keeps no token: the newest page is asked for once more, for what comes after it.
            await TryAsync(async () => _nextToken = (await Reader.ListAsync(machine.Arn, null, null, machine.Runs, Left)).NextToken);
        }

        if (_nextToken is { } token)
        {
            _tokens.Push(token);
            await ReadAsync();
        }
    }

    private async Task NewerAsync()
    {
        _tokens.Pop();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        (_asked, _pageTrouble) = (null, null);
        if (IsNewest || Machine is not { } machine)
        {
            return;
        }

        await TryAsync(async () =>
        {
            (var runs, _nextToken) = await Reader.ListAsync(machine.Arn, Status, _tokens.TryPeek(out var token) ? token : null, machine.Runs, Left);
            _asked = runs;
            StateHasChanged();
            foreach (var run in runs.Where(r => r.Outcome is null))
            {
                var (read, _) = await Reader.ReadAsync(run, Left);
                _asked = [.. _asked.Value.Select(r => r.Arn == read.Arn ? read : r)];
                StateHasChanged();
            }
        });
    }

    private async Task TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (AwsRequestException e)
        {
            _pageTrouble = e;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
