using System.Collections.Immutable;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Dashboard.Features.Schedules;

/// <summary>Changes a schedule. What is typed stays until it is saved or taken back, whatever happens in AWS meanwhile.</summary>
public sealed partial class ScheduleForm : ComponentBase
{
    // Null while nothing is changed: then the form shows what AWS holds.
    private ScheduleDraft? _edited;
    private ScheduleDocument? _restorable;
    private string _reason = "";
    private bool _busy;

    /// <summary>What AWS holds, as this page knows it.</summary>
    [Parameter, EditorRequired]
    public required ScheduleDetail Schedule { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>What else writes this schedule, such as a CloudFormation stack; null for nothing known.</summary>
    [Parameter]
    public string? Owner { get; set; }

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
    private ScheduleDialogs Dialogs { get; set; } = default!;

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

    private bool IsChangedElsewhere => !ScheduleDocument.Differences(Draft.Base, Schedule.Document).IsEmpty;

    private ScheduleDraft Draft => _edited ?? ScheduleDraft.Of(Schedule.Document);

    private ScheduleCheck Check => ScheduleCheck.Create(Draft, Schedule.Document, MayChange, Now);

    protected override async Task OnInitializedAsync() =>
        Ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.ChangeSchedule, Schedule.Arn, MachineArn);

    private void Edit(ScheduleDraft draft)
    {
        _edited = draft.IsChanged ? draft : null;
        (Saved, Waits, Failure, _restorable) = (false, false, null, null);
    }

    // What is typed stays; from here on it is held against what AWS holds now.
    private void TakeNew() => Edit(Draft.On(Schedule.Document));

    private Task AskAsync() => _busy || Check.Block is not null ? Task.CompletedTask : ChangeAsync(Draft.Base, Draft.Edits);

    // AWS holds something else than was asked for: back to what it was before.
    private async Task RestoreAsync()
    {
        var now = await ReadAsync();
        if (!_busy && _restorable is { } before && now is not null)
        {
            await ChangeAsync(now.Document, [.. ScheduleDocument.Differences(now.Document, before).Select(c => new MemberEdit(c.Path, c.After))]);
        }
    }

    private async Task ChangeAsync(ScheduleDocument seen, ImmutableArray<MemberEdit> edits)
    {
        if (await Dialogs.AskToChangeAsync(seen, edits, Now, Owner, _reason) is not { } reason)
        {
            return;
        }

        (_busy, _reason, Failure, _restorable) = (true, reason, null, null);
        var result = await Runner.RunAsync((await Authentication).User, new EditScheduleChange(seen, edits, MachineArn), reason, Guid.CreateVersion7());
        _busy = false;
        if (result.Outcome is ActionOutcome.Done or ActionOutcome.Waiting)
        {
            (_edited, _reason, Saved, Waits) = (null, "", result.IsDone, !result.IsDone);
        }
        else
        {
            Failure = ActionWords.Sentence(result, DashboardAction.ChangeSchedule, W);
            _restorable = result.Failure == AwsFailure.Otherwise ? seen : null;
        }

        // Also after a no: what AWS holds by now is what has to be seen.
        if (result.IsDone || result.Failure is AwsFailure.Otherwise or AwsFailure.Conflict)
        {
            await ReadAsync();
        }
    }

    private async Task<ScheduleDetail?> ReadAsync()
    {
        try
        {
            var now = await Scheduler.GetAsync(Schedule.Group, Schedule.Name);
            await OnSaved.InvokeAsync(now);
            return now;
        }
        catch (AwsRequestException)
        {
            // What AWS holds is on the page with the next look at all schedules.
            return null;
        }
    }
}
