namespace Dashboard.Features.Schedules;

/// <summary>Registers what the schedule pages need.</summary>
public static class ScheduleServices
{
    public static IServiceCollection AddSchedulePages(this IServiceCollection services) => services
        .AddSingleton<VersionBook>()
        .AddScoped<ScheduleDialogs>();
}
