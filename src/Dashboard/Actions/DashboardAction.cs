namespace Dashboard.Actions;

/// <summary>Every change that the dashboard can make.</summary>
public enum DashboardAction
{
    /// <summary>A new execution of the same machine.</summary>
    Rerun,

    /// <summary>A failed execution goes on from where it failed.</summary>
    Redrive,

    /// <summary>A running execution is stopped.</summary>
    Stop,

    /// <summary>One ECS task is run again by itself, outside its execution.</summary>
    RunTask,

    /// <summary>One ECS task is stopped that runs though its execution is closed.</summary>
    StopTask,

    /// <summary>A schedule's settings are changed.</summary>
    ChangeSchedule,

    /// <summary>A schedule or a group of schedules is made.</summary>
    CreateSchedule,

    /// <summary>A schedule, or a group with all schedules in it, is deleted.</summary>
    DeleteSchedule,

    /// <summary>When a schedule runs is changed for a time: a run is left out, moved or added, all are held, or that is taken back.</summary>
    PlanSchedule,

    /// <summary>What a schedule starts is started at once.</summary>
    RunNow,
}
