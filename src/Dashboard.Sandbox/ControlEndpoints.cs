using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Faults;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox;

/// <summary>The sandbox's own addresses under /_sandbox: rules of behaviour, faults, request counts, status.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = Wire.Json.Encoder,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static void Map(WebApplication app, Account account)
    {
        app.MapGet("/_sandbox/status", (HttpContext c) => WriteAsync(c, Status(account)));
        app.MapGet("/_sandbox/requests", (HttpContext c) => WriteAsync(c, account.Requests.All()));
        app.MapDelete("/_sandbox/requests", account.Requests.Clear);
        app.MapGet("/_sandbox/rules", (HttpContext c) => WriteAsync(c, account.Rules.All));
        app.MapDelete("/_sandbox/rules", account.Rules.Clear);
        app.MapPost("/_sandbox/rules", (HttpContext c) => AddRulesAsync(c, account.Rules));
        FaultEndpoints.Map(app, account, Json);
    }

    /// <summary>Takes one rule or a list, and puts them behind those that are there.</summary>
    private static async Task AddRulesAsync(HttpContext context, TaskRules rules)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonNode>(context.Request.Body, Json, context.RequestAborted);
            rules.Add(body is JsonArray list ? list.Deserialize<List<TaskRule>>(Json)! : [body.Deserialize<TaskRule>(Json)!]);
            await WriteAsync(context, rules.All);
        }
        catch (JsonException error)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, new { error.Message });
        }
    }

    private static object Status(Account account) => new
    {
        Ready = true,
        account.Arns.Region,
        account.Arns.AccountId,
        Now = account.Time.GetUtcNow(),
        StateMachines = account.StateMachines.All.Count(),
        Executions = account.Executions.Count,
        account.ScheduleRunner.Undelivered,
        account.SeededUntil,
    };

    private static Task WriteAsync<T>(HttpContext context, T value) => context.Response.WriteAsJsonAsync(value, Json, context.RequestAborted);
}
