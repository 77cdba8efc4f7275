namespace Dashboard.Sandbox.Protocol;

/// <summary>The operation that a REST address stands for, such as <c>Scheduler.GetSchedule</c>.</summary>
internal sealed record ApiName(string Value)
{
    /// <summary>Service and operation of a call, as X-Amz-Target writes them; null for the sandbox's own addresses.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Headers["X-Amz-Target"].ToString() is { Length: > 0 } target ? target : context.GetEndpoint()?.Metadata.GetMetadata<ApiName>()?.Value;

    /// <summary>Scheduler writes its errors in a header, the other services in the body.</summary>
    public static bool IsRest(string api) => api.StartsWith("Scheduler.", StringComparison.Ordinal);
}
