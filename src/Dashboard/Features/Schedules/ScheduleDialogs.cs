using System.Collections.Immutable;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Documents;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Dashboard.Features.Schedules;

/// <summary>Shows what a change of a schedule comes to, and asks for the reason.</summary>
public sealed class ScheduleDialogs(IDialogService dialogs, IStringLocalizer<ScheduleWords> words)
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Medium, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false };

    /// <param name="owner">What else writes this schedule; null for nothing known.</param>
    /// <returns>The reason; null where the person does not want it after all.</returns>
    public Task<string?> AskToChangeAsync(ScheduleDocument seen, ImmutableArray<MemberEdit> edits, DateTimeOffset now, string? owner, string reason = "")
    {
        var (before, after) = (new ScheduleDetail(seen), new ScheduleDetail(seen.With(edits)));
        List<string> warnings = [];
        if (owner is not null)
        {
            warnings.Add(words["Warn_Owner", owner]);
        }

        var isRate = ScheduleExpression.TryParse(after.Expression, out var expression, out _) && expression is RateExpression;
        if (before.StartDate <= now)
        {
            warnings.Add(words["Warn_StartLeftOut"]);
        }

        if (isRate && !(after.StartDate > now))
        {
            warnings.Add(words["Warn_RateAnchor"]);
        }

        return ShowAsync(words["ConfirmTitle"], new DialogParameters<ConfirmScheduleDialog>
        {
            { d => d.Target, $"{before.Group}/{before.Name}" },
            { d => d.Changes, ScheduleDocument.Differences(seen, after.Document) },
            { d => d.Zone, Zone(after) },
            { d => d.Consequences, [words[after.Enabled ? "ConsequenceOn" : "ConsequenceOff"].Value] },
            { d => d.Warnings, warnings },
            { d => d.Confirm, words["Confirm"].Value },
            { d => d.FirstReason, reason },
        });
    }

    /// <summary>Asks about anything else that is done to schedules.</summary>
    public Task<string?> AskAsync(string title, string target, string consequence, string confirm, bool isDangerous, string? owner = null) => ShowAsync(title, new DialogParameters<ConfirmScheduleDialog>
    {
        { d => d.Target, target },
        { d => d.Consequences, [consequence] },
        { d => d.Warnings, owner is null ? [] : [words["Warn_Owner", owner].Value] },
        { d => d.Confirm, confirm },
        { d => d.Color, isDangerous ? Color.Error : Color.Primary },
    });

    private async Task<string?> ShowAsync(string title, DialogParameters<ConfirmScheduleDialog> parameters)
    {
        var dialog = await dialogs.ShowAsync<ConfirmScheduleDialog>(title, parameters, Options);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }

    private static TimeZoneInfo Zone(ScheduleDetail schedule) => TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
