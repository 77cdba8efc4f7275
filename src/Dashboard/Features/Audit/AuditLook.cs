using Dashboard.Domain.Tasks;
using Dashboard.Store.Audit;
using Dashboard.Ui;

namespace Dashboard.Features.Audit;

/// <summary>How far an action came, in the looks of outcomes.</summary>
internal static class AuditLook
{
    public static Look For(AuditState state) => OutcomeLook.For(state switch
    {
        AuditState.Done => Outcome.Normal,
        AuditState.Failed => Outcome.Abnormal,
        AuditState.Refused => Outcome.FailedToStart,
        _ => Outcome.Running,
    });

    public static string CssClass(AuditState state) => For(state).CssClass;
}
