using System.Collections.Immutable;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Machines;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules;

/// <summary>Makes a schedule, off until somebody switches it on, or a copy of another one.</summary>
public sealed partial class NewSchedulePage : BoardPage
{
    // Worked out once for each edit and minute; roles once for each list: a board comes every second or so.
    private ScheduleDraft _draft = ScheduleDraft.Of(NewSchedule.Empty);
    private ScheduleCheck _check = default!;
    private ImmutableArray<ScheduleView> _listed;
    private IReadOnlyList<string> _roles = [];
    private ScheduleGroup? _group;
    private bool _isCopied;
    private string _name = "";
    private string _reason = "";
    private string? _failure;
    private Ruling _ruling = Ruling.WrongRole;
    private DateTimeOffset _now;
    private bool _busy;

    /// <summary>Group and name of the schedule to copy, with a slash between them.</summary>
    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string? Problem => _ruling is not (Ruling.Allowed or Ruling.NeedsSecondPerson) ? ActionWords.Why(_ruling, DashboardAction.CreateSchedule, W)
        : !NewSchedule.IsName(_name) ? L["NameProblem"].Value
        : !NewSchedule.IsComplete(_draft.Schedule.Document) ? L["TargetProblem"].Value
        : _check.Block is { } block and not SaveBlock.NothingChanged ? L["Block_" + block].Value
        : string.IsNullOrWhiteSpace(_reason) ? L["ReasonProblem"].Value
        : null;

    /// <summary>The address of the page with a schedule to copy.</summary>
    public static string AddressOfCopy(ScheduleDetail schedule) => $"schedules/new?from={Uri.EscapeDataString($"{schedule.Group}/{schedule.Name}")}";

    // A schedule to copy is not on the board before it was read.
    private bool IsWaiting => From is not null && !_isCopied && _failure is null;

    protected override void OnBoard()
    {
        var now = Time.GetUtcNow();
        var isNextMinute = _check is null || now.Ticks / TimeSpan.TicksPerMinute != _now.Ticks / TimeSpan.TicksPerMinute;
        _now = now;
        if (_listed != Board.Schedules)
        {
            _listed = Board.Schedules;
            _roles = [.. _listed.Select(s => s.Detail.Document.Text(NewSchedule.RolePath)).OfType<string>().Distinct(StringComparer.Ordinal)];
        }

        if (IsWaiting)
        {
            Copy();
        }

        if (isNextMinute)
        {
            Show(_draft);
        }
    }

    private void Show(ScheduleDraft draft) => (_draft, _check) = (draft, ScheduleCheck.Create(draft, draft.Base, true, _now));

    private void Copy()
    {
        if (From!.Split('/') is [var group, var name] && Board.FindSchedule(group, name) is { Detail: var copied })
        {
            Show(ScheduleDraft.Of(NewSchedule.CopyOf(copied.Document, _now)));
            (_name, _isCopied) = ($"{name[..Math.Min(name.Length, 59)]}-copy", true);
            _group = new ScheduleGroup(group, ScheduleArn.GroupOf(copied.Arn));
        }
        else if (Board.SchedulesAsOf is not null || Board.SchedulesTrouble is not null)
        {
            _failure = $"{W["Aws_What_" + (Board.SchedulesTrouble?.Kind ?? AwsFailure.NotFound)]}: {From}";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        OnBoard();
        _ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.CreateSchedule, _group?.Arn ?? "", null);
    }

    private async Task ChooseAsync(ScheduleGroup? group)
    {
        _group = group;
        _ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.CreateSchedule, group?.Arn ?? "", null);
    }

    private async Task CreateAsync()
    {
        if (_busy || Problem is not null || _group is not { } group)
        {
            return;
        }

        (_busy, _failure) = (true, null);
        var document = NewSchedule.Named(_draft.Schedule.Document, group.Name, _name);
        var schedule = new ScheduleDetail(document);
        var result = await Runner.RunAsync((await Authentication).User, new CreateScheduleChange(document, group.Arn, ScheduleTarget.Machine(schedule.TargetArn, schedule.Input)), _reason, Guid.CreateVersion7());
        (_busy, _failure) = (false, ActionWords.Sentence(result, DashboardAction.CreateSchedule, W));
        if (result.IsDone)
        {
            Navigation.NavigateTo(MachineLinks.ToSchedule(group.Name, _name));
        }
    }
}
