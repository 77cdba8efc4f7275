using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Dashboard.Features.Schedules;

/// <summary>Changes when a schedule fires, and whether. What is typed stays until it is saved or taken back, whatever happens in AWS meanwhile.</summary>
public sealed partial class ScheduleForm : ComponentBase
{
    private ScheduleDraft? _edited;
    private ScheduleDetail? _asRead;
    private string _reason = "";
    private bool _busy;

    /// <summary>What AWS holds, as this page knows it.</summary>
    [Parameter, EditorRequired]
    public required ScheduleDetail Schedule { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>Called with what AWS holds after a change.</summary>
    [Parameter]
    public EventCallback<ScheduleDetail> OnSaved { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>The state machine that it starts; null where it starts something else.</summary>
    [Parameter]
    public string? MachineArn { get; set; }

    [Inject]
    private ActionRunner Runner { get; set; } = default!;

    [Inject]
    private Rights Rights { get; set; } = default!;

    [Inject]
    private SchedulerGateway Scheduler { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    private Ruling? Ruling { get; set; }

    private bool MayChange => Ruling is Actions.Ruling.Allowed or Actions.Ruling.NeedsSecondPerson;

    private bool Waits { get; set; }

    private string? BlockText => Check.Block is not { } block ? (Ruling is Actions.Ruling.NeedsSecondPerson ? W["Ruling_NeedsSecondPerson"].Value : null)
        : block == SaveBlock.NotAllowed && Ruling is { } ruling and not Actions.Ruling.WrongRole ? ActionWords.Why(ruling, DashboardAction.ChangeSchedule, W)
        : L["Block_" + block].Value;

    private string? Failure { get; set; }

    private bool Saved { get; set; }

    // While something is typed, it is compared with what AWS held when the typing began: else a change made elsewhere meanwhile would be overwritten unseen.
    private ScheduleDetail AsReadDetail => _asRead ?? Schedule;

    private ScheduleDraft AsRead => ScheduleDraft.Of(AsReadDetail);

    private bool IsChangedElsewhere => AsRead != ScheduleDraft.Of(Schedule);

    private ScheduleDraft Draft => _edited ?? AsRead;

    private ScheduleCheck Check => ScheduleCheck.Create(Draft, AsRead, ScheduleDraft.Of(Schedule), MayChange, Now, Schedule.StartDate, Schedule.EndDate);

    protected override async Task OnInitializedAsync() =>
        Ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.ChangeSchedule, Schedule.Arn, MachineArn);

    private void Edit(ScheduleDraft draft)
    {
        (_edited, _asRead) = draft == AsRead ? (null, null) : (draft, AsReadDetail);
        (Saved, Waits, Failure) = (false, false, null);
    }

    // What is typed stays; from here on it is compared with what AWS holds now.
    private void TakeNew() => (_asRead, Failure) = (Schedule, null);

    private async Task AskAsync()
    {
        if (_busy || Check.Block is not null)
        {
            return;
        }

        var parameters = new DialogParameters<ConfirmScheduleDialog>
        {
            { d => d.Schedule, AsReadDetail },
            { d => d.Before, AsRead },
            { d => d.After, Draft },
            { d => d.FirstReason, _reason },
        };
        var dialog = await Dialogs.ShowAsync<ConfirmScheduleDialog>(L["ConfirmTitle"], parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false });
        if (await dialog.Result is { Canceled: false, Data: string reason })
        {
            await SaveAsync(reason);
        }
    }

    private async Task SaveAsync(string reason)
    {
        (_busy, _reason, Failure) = (true, reason, null);
        var change = new EditScheduleChange(AsReadDetail.Document, Draft.EditsOf(AsReadDetail), MachineArn);
        var result = await Runner.RunAsync((await Authentication).User, change, reason, Guid.CreateVersion7());
        _busy = false;
        if (result.Outcome is not (ActionOutcome.Done or ActionOutcome.Waiting))
        {
            Failure = ActionWords.Sentence(result, DashboardAction.ChangeSchedule, W);
            return;
        }

        (_edited, _asRead, _reason, Saved, Waits) = (null, null, "", result.IsDone, !result.IsDone);
        if (result.IsDone)
        {
            await ReadBackAsync();
        }
    }

    private async Task ReadBackAsync()
    {
        try
        {
            await OnSaved.InvokeAsync(await Scheduler.GetAsync(Schedule.Group, Schedule.Name));
        }
        catch (AwsRequestException)
        {
            // It is saved; what AWS holds is on the page with the next look at all schedules.
        }
    }

    private static Task<IEnumerable<string>> SearchAsync(string? text, CancellationToken cancellationToken) => Task.FromResult(TimeZones.Search(text));
}
