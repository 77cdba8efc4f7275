using Dashboard.Features.Schedules.Programs;
using Dashboard.Features.Schedules.Versions;

namespace Dashboard.Features.Schedules;

/// <summary>Registers what the schedule pages, and programs in their place, need.</summary>
public static class ScheduleServices
{
    public static IServiceCollection AddSchedulePages(this IServiceCollection services) => services
        .AddSingleton<Forecasts.ForecastBook>()
        .AddSingleton<VersionBook>()
        .AddScoped<ScheduleDialogs>()
        .AddScoped<ScheduleLookup>()
        .AddScoped<EditRequest>()
        .AddScoped<PlanRequest>();
}
