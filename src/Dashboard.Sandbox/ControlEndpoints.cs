using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Faults;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox;

/// <summary>The sandbox's own addresses under /_sandbox: rules of behaviour, mocks, faults, request counts, status.</summary>
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
        app.MapPost("/_sandbox/rules", (HttpContext c) => AddAsync<TaskRule>(c, account.Rules.Add, () => account.Rules.All));
        app.MapGet("/_sandbox/mocks", (HttpContext c) => WriteAsync(c, account.Mocks.All));
        app.MapDelete("/_sandbox/mocks", account.Mocks.Clear);
        app.MapPost("/_sandbox/mocks", (HttpContext c) => AddAsync<TaskMock>(c, account.Mocks.Add, () => account.Mocks.All));
        FaultEndpoints.Map(app, account, Json);
    }

    /// <summary>Reads a file of mocks: one or a list.</summary>
    /// <exception cref="SandboxStartException">It cannot be read.</exception>
    public static void LoadMocks(Account account, string file)
    {
        try
        {
            account.Mocks.Add(OneOrMore<TaskMock>(JsonNode.Parse(File.ReadAllText(file))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SandboxStartException($"The mocks of '{file}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Takes one or a list, and puts them behind those that are there.</summary>
    private static async Task AddAsync<T>(HttpContext context, Action<IReadOnlyList<T>> add, Func<IReadOnlyList<T>> all)
    {
        try
        {
            add(OneOrMore<T>(await JsonSerializer.DeserializeAsync<JsonNode>(context.Request.Body, Json, context.RequestAborted)));
            await WriteAsync(context, all());
        }
        catch (JsonException error)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, new { error.Message });
        }
    }

    private static List<T> OneOrMore<T>(JsonNode? body) => body is JsonArray list ? list.Deserialize<List<T>>(Json)! : [body.Deserialize<T>(Json)!];

    private static object Status(Account account) => new
    {
        Ready = true,
        account.Arns.Region,
        account.Arns.AccountId,
        Now = account.Time.GetUtcNow(),
        StateMachines = account.StateMachines.All.Count(),
        Executions = account.Executions.Count,
        Tasks = account.Tasks.Count,
        LogStreams = account.Logs.StreamCount,
        TaskTokens = account.TaskTokens.Count,
        account.ScheduleRunner.Undelivered,
        account.SeededUntil,
    };

    private static Task WriteAsync<T>(HttpContext context, T value) => context.Response.WriteAsJsonAsync(value, Json, context.RequestAborted);
}
