using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;

namespace Dashboard.Actions;

/// <summary>Registers the road of every change.</summary>
public static class ActionServices
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddSingleton<Rights>()
        .AddSingleton<ScheduleWork>()
        .AddSingleton<PlanSteps>()
        .AddSingleton<PlanWork>()
        .AddSingleton<PlanRepair>()
        .AddSingleton<PlanBook>()
        .AddSingleton<ChangeWork>()
        .AddSingleton<ActionRunner>()
        .AddSingleton<Approvals>()
        .AddSingleton<Reconciliation>();
}
