namespace Dashboard.Sandbox.Demo;

/// <summary>How a run of the demo goes.</summary>
internal enum DemoEnding
{
    Normal,
    Warning,
    Abnormal1,
    Abnormal12,

    /// <summary>A branch fails, and the workflow says nothing of it.</summary>
    Hidden,

    /// <summary>The first attempt fails, the next is good, where the workflow retries.</summary>
    Retried,
    OutOfMemory,
    CannotPull,
    TimedOut,
    Stopped,
}
