using Dashboard.Features.Executions.Changes;
using Dashboard.Features.Executions.Logs;

namespace Dashboard.Features.Executions;

/// <summary>Registers what the execution page needs.</summary>
public static class ExecutionServices
{
    public static IServiceCollection AddExecutionPage(this IServiceCollection services) => services
        .AddSingleton<GraphDrawings>()
        .AddSingleton<ViewWords>()
        .AddHttpContextAccessor()
        .AddScoped<ChangeRequest>();

    public static void MapExecutionPage(this IEndpointRouteBuilder app)
    {
        app.MapGraphs();
        app.MapChanges();
        app.MapLogDownload();
    }
}
