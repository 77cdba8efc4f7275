using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Dashboard.Hosting;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: what it needs answers too.</summary>
internal static class Health
{
    public const string Ready = "ready";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
