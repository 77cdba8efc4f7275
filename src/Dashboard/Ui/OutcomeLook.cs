using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Ui;

/// <summary>Outcome and AWS status to css class, glyph and label: the one place.</summary>
public static class OutcomeLook
{
    private const string Disc = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z";
    private const string Ring = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM8 3a5 5 0 1 1 0 10A5 5 0 1 1 8 3z";
    private const string Check = Disc + "M4.2 8.2l1.3-1.3 1.8 1.8 3.3-3.6 1.3 1.2-4.6 5z";
    private const string Triangle = "M8 1.2L15.4 14.4H.6zM7.1 6v4.2h1.8V6zM7.1 11.3v1.8h1.8v-1.8z";
    private const string Cross = "M3.6 1.8L8 6.2l4.4-4.4 1.8 1.8L9.8 8l4.4 4.4-1.8 1.8L8 9.8l-4.4 4.4-1.8-1.8L6.2 8 1.8 3.6z";
    private const string Half = Ring + "M8 3v10a5 5 0 0 1 0-10z";
    private const string Clock = Ring + "M7.2 4.5h1.6v3.2l2.4 1.5-.8 1.3-3.2-2z";
    private const string Barred = Ring + "M3.6 4.9l1.3-1.3 7.5 7.5-1.3 1.3z";
    private const string Square = "M2.5 2.5h11v11h-11z";
    private const string HollowSquare = "M2.5 2.5h11v11h-11zM4.5 4.5v7h7v-7z";
    private const string Dash = "M3 7.1h10v1.8H3z";

    /// <summary>The look of an outcome.</summary>
    public static Look For(Outcome outcome) => outcome switch
    {
        Outcome.NotReached => new("is-not-reached", Dash, "Outcome_NotReached"),
        Outcome.Running => new("is-running", Ring, "Outcome_Running"),
        Outcome.Normal => new("is-normal", Check, "Outcome_Normal"),
        Outcome.Warning => new("is-warning", Triangle, "Outcome_Warning"),
        Outcome.AbortedBySibling => new("is-aborted-by-sibling", HollowSquare, "Outcome_AbortedBySibling"),
        Outcome.AbortedByUser => new("is-aborted-by-user", Square, "Outcome_AbortedByUser"),
        Outcome.TimedOut => new("is-timed-out", Clock, "Outcome_TimedOut"),
        Outcome.FailedToStart => new("is-failed-to-start", Barred, "Outcome_FailedToStart"),
        Outcome.Abnormal => new("is-abnormal", Cross, "Outcome_Abnormal"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>The look of an execution: a failure behind SUCCEEDED has one of its own.</summary>
    public static Look For(Outcome outcome, bool hidesFailure) =>
        hidesFailure ? new Look("is-hidden-failure", Half, "Outcome_HiddenFailure") : For(outcome);

    /// <summary>What AWS says of an execution, before or without its outcome.</summary>
    public static Look For(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => new("is-running", Ring, "Status_Running"),
        ExecutionStatus.Succeeded => new("is-normal", Check, "Status_Succeeded"),
        ExecutionStatus.Failed => new("is-abnormal", Cross, "Status_Failed"),
        ExecutionStatus.TimedOut => new("is-timed-out", Clock, "Status_TimedOut"),
        ExecutionStatus.Aborted => new("is-aborted-by-user", Square, "Status_Aborted"),
        ExecutionStatus.PendingRedrive => new("is-not-reached", Clock, "Status_PendingRedrive"),
        _ => new("is-not-reached", Dash, "Status_Unknown"),
    };
}
