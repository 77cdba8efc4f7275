namespace Dashboard.Actions;

/// <summary>Every change that the dashboard can make.</summary>
public enum DashboardAction
{
    Rerun,
    Redrive,
    Stop,
    ChangeSchedule,
}
