namespace Dashboard.Sandbox.Faults;

/// <summary>The plan of faults in force.</summary>
internal sealed class FaultStore
{
    private volatile FaultPlan _plan = new();

    public FaultPlan Plan
    {
        get => _plan;
        set => _plan = value;
    }

    /// <summary>How old the world is that this read shows.</summary>
    public TimeSpan Staleness(string api) => TimeSpan.FromSeconds(_plan.For(api)?.StaleSeconds ?? 0);
}
