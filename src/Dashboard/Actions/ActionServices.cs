using Dashboard.Actions.Changes;

namespace Dashboard.Actions;

/// <summary>Registers the road of every change.</summary>
public static class ActionServices
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddSingleton<Rights>()
        .AddSingleton<ScheduleWork>()
        .AddSingleton<ChangeWork>()
        .AddSingleton<ActionRunner>()
        .AddSingleton<Approvals>()
        .AddSingleton<Reconciliation>();
}
