using Dashboard.Actions;
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

    [Inject]
    private ScheduleActions Actions { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    private bool MayChange { get; set; }

    private string? Failure { get; set; }

    private bool Saved { get; set; }

    // While something is typed, it is compared with what AWS held when the typing began: else a change made elsewhere meanwhile would be overwritten unseen.
    private ScheduleDetail AsReadDetail => _asRead ?? Schedule;

    private ScheduleDraft AsRead => ScheduleDraft.Of(AsReadDetail);

    private bool IsChangedElsewhere => AsRead != ScheduleDraft.Of(Schedule);

    private ScheduleDraft Draft => _edited ?? AsRead;

    private ScheduleCheck Check => ScheduleCheck.Create(Draft, AsRead, ScheduleDraft.Of(Schedule), MayChange, Now, Schedule.StartDate, Schedule.EndDate);

    protected override async Task OnInitializedAsync() => MayChange = Rights.Allow((await Authentication).User, DashboardAction.ChangeSchedule);

    private void Edit(ScheduleDraft draft)
    {
        (_edited, _asRead) = draft == AsRead ? (null, null) : (draft, AsReadDetail);
        (Saved, Failure) = (false, null);
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
        var draft = Draft;
        var result = await Actions.ChangeAsync((await Authentication).User, AsReadDetail, new ScheduleChange(draft.Expression, draft.TimeZone, draft.Enabled), reason);
        _busy = false;
        if (!result.IsDone)
        {
            Failure = string.Join(' ', new[] { ActionWords.Sentence(result, W), result.Failure is null ? null : result.Detail }.OfType<string>());
            return;
        }

        (_edited, _asRead, _reason, Saved) = (null, null, "", true);
        await OnSaved.InvokeAsync(result.Value!);
    }

    private static Task<IEnumerable<string>> SearchAsync(string? text, CancellationToken cancellationToken) => Task.FromResult(TimeZones.Search(text));
}
