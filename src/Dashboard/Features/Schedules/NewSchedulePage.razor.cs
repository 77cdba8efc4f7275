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
    private ScheduleDraft _draft = ScheduleDraft.Of(NewSchedule.Empty);
    private IReadOnlyList<ScheduleGroup>? _groups;
    private string _name = "";
    private string _group = "default";
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

    private ScheduleCheck Check => ScheduleCheck.Create(_draft, _draft.Base, true, _now);

    private string? Problem => _ruling is not (Ruling.Allowed or Ruling.NeedsSecondPerson) ? ActionWords.Why(_ruling, DashboardAction.CreateSchedule, W)
        : !NewSchedule.IsName(_name) ? L["NameProblem"].Value
        : !NewSchedule.IsComplete(_draft.Schedule.Document) ? L["TargetProblem"].Value
        : Check.Block is { } block and not SaveBlock.NothingChanged ? L["Block_" + block].Value
        : string.IsNullOrWhiteSpace(_reason) ? L["ReasonProblem"].Value
        : null;

    /// <summary>The address of the page with a schedule to copy.</summary>
    public static string AddressOfCopy(ScheduleDetail schedule) => $"schedules/new?from={Uri.EscapeDataString($"{schedule.Group}/{schedule.Name}")}";

    protected override void OnBoard() => _now = Time.GetUtcNow();

    protected override async Task OnInitializedAsync()
    {
        OnBoard();
        try
        {
            _groups = await Scheduler.ListGroupsAsync(Left);
            if (From?.Split('/') is [var group, var name])
            {
                var copied = await Scheduler.GetAsync(group, name, Left);
                (_draft, _name, _group) = (ScheduleDraft.Of(NewSchedule.CopyOf(copied.Document, _now)), $"{name[..Math.Min(name.Length, 59)]}-copy", group);
            }

            await JudgeAsync();
        }
        catch (AwsRequestException e)
        {
            _failure = $"{W["Aws_What_" + e.Kind]}: {e.Message}";
        }
    }

    private async Task JudgeAsync() => _ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.CreateSchedule, GroupArn, null);

    private string GroupArn => _groups?.FirstOrDefault(g => g.Name == _group)?.Arn ?? "";

    private async Task CreateAsync()
    {
        if (_busy || Problem is not null)
        {
            return;
        }

        (_busy, _failure) = (true, null);
        var document = NewSchedule.Named(_draft.Schedule.Document, _group, _name);
        var schedule = new ScheduleDetail(document);
        var result = await Runner.RunAsync((await Authentication).User, new CreateScheduleChange(document, GroupArn, ScheduleTarget.Machine(schedule.TargetArn, schedule.Input)), _reason, Guid.CreateVersion7());
        (_busy, _failure) = (false, ActionWords.Sentence(result, DashboardAction.CreateSchedule, W));
        if (result.IsDone)
        {
            Navigation.NavigateTo(MachineLinks.ToSchedule(_group, _name));
        }
    }
}
