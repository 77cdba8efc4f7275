namespace Dashboard.Actions;

/// <summary>What a person is here for.</summary>
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Looks after executions: reruns, redrives and stops them.</summary>
    Operator,

    /// <summary>Looks after when machines start.</summary>
    ScheduleEditor,

    /// <summary>May do everything.</summary>
    Administrator,
}
