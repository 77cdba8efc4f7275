using System.Collections.Immutable;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Features.Schedules;

/// <summary>Changes a schedule. What is typed stays until it is saved or taken back, whatever happens in AWS meanwhile.</summary>
public sealed partial class ScheduleForm : ComponentBase
{
    // Made once for each edit, document or minute: a board comes every second or so.
    private ScheduleDraft _draft = default!;
    private ScheduleCheck _check = default!;
    private (ScheduleDocument? Document, ImmutableArray<ScheduleView> All, TimeSpan? Usual, string? Owner, DateTimeOffset Minute) _seen;

    // What AWS said that it holds after a change, until the page says it too.
    private ScheduleDocument? _held;
    private ScheduleDetail? _saved;
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

    /// <summary>What else there is: other schedules may start the same machine.</summary>
    [Parameter]
    public Board Board { get; set; } = Board.Empty;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>The state machine that it starts; null where it starts something else.</summary>
    [Parameter]
    public string? MachineArn { get; set; }

    private Ruling? Ruling { get; set; }

    private bool MayChange => Ruling is Actions.Ruling.Allowed or Actions.Ruling.NeedsSecondPerson;

    private bool Waits { get; set; }

    private string? BlockText => _check.Block is not { } block ? (Ruling is Actions.Ruling.NeedsSecondPerson ? W["Ruling_NeedsSecondPerson"].Value : null)
        : block == SaveBlock.NotAllowed && Ruling is { } ruling and not Actions.Ruling.WrongRole ? ActionWords.Why(ruling, DashboardAction.ChangeSchedule, W)
        : L["Block_" + block].Value;

    private string? Failure { get; set; }

    private ScheduleDocument Held => _held ?? Schedule.Document;

    private bool IsChangedElsewhere => !ScheduleDocument.Differences(_draft.Base, Held).IsEmpty;

    private bool IsRestorable => _restorable is not null && !ScheduleDocument.Differences(Schedule.Document, _restorable).IsEmpty;

    // A board with nothing new for the form is none of its business: it is neither worked out nor drawn.
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var seen = (Schedule.Document, Board.Schedules, Board.Machines.FirstOrDefault(m => m.Arn == MachineArn)?.UsualDuration, Owner, Now.AddTicks(-(Now.Ticks % TimeSpan.TicksPerMinute)));
        if (_seen == seen)
        {
            return Task.CompletedTask;
        }

        _held = _seen.Document == Schedule.Document ? _held : null;
        _seen = seen;
        return base.SetParametersAsync(ParameterView.Empty);
    }

    protected override async Task OnInitializedAsync()
    {
        Show(ScheduleDraft.Of(Held));
        Ruling = await Rights.JudgeAsync((await Authentication).User, DashboardAction.ChangeSchedule, Schedule.Arn, MachineArn);
    }

    protected override void OnParametersSet() => Show(_draft);

    private void Show(ScheduleDraft draft)
    {
        _draft = draft.IsChanged ? draft : ScheduleDraft.Of(Held);
        _check = ScheduleCheck.Create(_draft, Held, MayChange, Now);
    }

    private void Edit(ScheduleDraft draft)
    {
        Show(draft);
        (_saved, Waits, Failure, _restorable) = (null, false, null, null);
    }

    // What is typed stays; from here on it is held against what AWS holds now.
    private void TakeNew() => Edit(_draft.On(Held));

    private void TakeTheirs() => Edit(ScheduleDraft.Of(Held));

    private Task AskAsync() => _busy || _check.Block is not null ? Task.CompletedTask : ChangeAsync(_draft.Base, _draft.Edits);

    // AWS holds something else than was asked for: back to what it was before.
    private Task RestoreAsync() => _busy || !IsRestorable ? Task.CompletedTask
        : ChangeAsync(Schedule.Document, [.. ScheduleDocument.Differences(Schedule.Document, _restorable!).Select(c => new MemberEdit(c.Path, c.After))]);

    private async Task ChangeAsync(ScheduleDocument seen, ImmutableArray<MemberEdit> edits)
    {
        if (await Dialogs.AskToChangeAsync(seen, edits, Now, Owner, _reason) is not { } reason)
        {
            return;
        }

        (_busy, _reason, Failure, _restorable, _saved) = (true, reason, null, null, null);
        var result = await Runner.RunAsync((await Authentication).User, new EditScheduleChange(seen, edits, MachineArn), reason, Guid.CreateVersion7());
        _busy = false;
        if (result.Outcome is ActionOutcome.Done or ActionOutcome.Waiting)
        {
            (_reason, Waits) = ("", !result.IsDone);
            if (result.IsDone)
            {
                var now = seen.With(edits);
                _saved = new ScheduleDetail(now);
                _held = ScheduleDocument.Differences(seen, Schedule.Document).IsEmpty ? now : null;
            }

            Show(ScheduleDraft.Of(Held));
        }
        else
        {
            Failure = ActionWords.Sentence(result, DashboardAction.ChangeSchedule, W);
            _restorable = result.Failure == AwsFailure.Otherwise ? seen : null;
        }
    }
}
