using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dashboard.Live;

/// <summary>Registers what follows machines and schedules for the pages.</summary>
public static class MachineServices
{
    public static IServiceCollection AddMachineFeed(this IServiceCollection services)
    {
        services.TryAddSingleton<ExitCodePolicies>();
        return services
            .AddSingleton<RunReader>()
            .AddSingleton<MachineReader>()
            .AddSingleton<ScheduleReader>()
            .AddSingleton<MachineFeed>();
    }
}
