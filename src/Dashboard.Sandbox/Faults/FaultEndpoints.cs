using System.Text.Json;

namespace Dashboard.Sandbox.Faults;

/// <summary>Where faults and quotas are set: <c>/_sandbox/faults</c> and <c>/_sandbox/quotas</c>.</summary>
internal static class FaultEndpoints
{
    public static void Map(WebApplication app, Account account, JsonSerializerOptions json)
    {
        app.MapGet("/_sandbox/faults", (HttpContext c) => c.Response.WriteAsJsonAsync(account.Faults.Plan, json, c.RequestAborted));
        app.MapDelete("/_sandbox/faults", () => { account.Faults.Plan = new FaultPlan(); });
        app.MapPut("/_sandbox/faults", (HttpContext c) => PutAsync<FaultPlan>(c, json, plan => plan.Fault(), plan => account.Faults.Plan = plan));
        app.MapGet("/_sandbox/quotas", (HttpContext c) => c.Response.WriteAsJsonAsync(new QuotaSetting(account.Quotas.Enabled), json, c.RequestAborted));
        app.MapPut("/_sandbox/quotas", (HttpContext c) => PutAsync<QuotaSetting>(c, json, _ => null, setting => account.Quotas.Enabled = setting.Enabled));
    }

    private static async Task PutAsync<T>(HttpContext context, JsonSerializerOptions json, Func<T, string?> fault, Action<T> set)
        where T : class
    {
        string? wrong;
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, json, context.RequestAborted);
            wrong = value is null ? "The body is empty." : fault(value);
            if (wrong is null)
            {
                set(value!);
                await context.Response.WriteAsJsonAsync(value, json, context.RequestAborted);
                return;
            }
        }
        catch (JsonException error)
        {
            wrong = error.Message;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsJsonAsync(new { Message = wrong }, json, context.RequestAborted);
    }
}
