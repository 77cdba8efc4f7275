namespace Dashboard.Live;

/// <summary>Registers what follows AWS for the pages.</summary>
public static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(ExecutionFeedOptions.Section).Get<ExecutionFeedOptions>() ?? new ExecutionFeedOptions())
        .AddSingleton<MachineTags>()
        .AddSingleton<ExitCodePolicies>()
        .AddSingleton<ExecutionHistories>()
        .AddSingleton<MapRuns>()
        .AddSingleton<ExecutionReader>()
        .AddSingleton<ExecutionFeed>()
        .AddSingleton(configuration.GetSection(LogFeedOptions.Section).Get<LogFeedOptions>() ?? new LogFeedOptions())
        .AddSingleton<ContainerLogs>()
        .AddSingleton<LogFeed>()
        .AddSingleton<LooseTasks>()
        .AddSingleton<RunReader>()
        .AddSingleton<MachineReader>()
        .AddSingleton<ScheduleReader>()
        .AddSingleton<MachineFeed>()
        .AddSingleton<ScheduleHistory>()
        .AddSingleton<ScheduleGroups>();
}
