using Dashboard.Actions;
using Dashboard.Domain.Tasks;
using Dashboard.Store.Audit;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Audit;

/// <summary>How far an action came, in the looks of outcomes; and what it is called.</summary>
internal static class AuditLook
{
    public static Look For(AuditState state) => OutcomeLook.For(state switch
    {
        AuditState.Done or AuditState.Agreed => Outcome.Normal,
        AuditState.Failed => Outcome.Abnormal,
        AuditState.Refused => Outcome.FailedToStart,
        _ => Outcome.Running,
    });

    public static string CssClass(AuditState state) => For(state).CssClass;

    /// <summary>Why it was refused or failed, in the reader's language where the log has a word of ours.</summary>
    public static string? Why(AuditRow row, IStringLocalizer<Words> words) =>
        row.State == AuditState.Refused && Enum.TryParse<Ruling>(row.Result, out var ruling) && Enum.TryParse<DashboardAction>(row.Action, out var action) ? ActionWords.Why(ruling, action, words) : row.Result;

    /// <summary>The action's name; as it was written where this version does not know it.</summary>
    public static string Action(string action, IStringLocalizer<AuditWords> words) => words["Action_" + action] is { ResourceNotFound: false } known ? known.Value : action;
}
