using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Faults;

/// <summary>Stands before every AWS call: counts it, lets the quotas and the faults asked for decide, and only then lets it through.</summary>
internal sealed class FaultGate(Account account, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (ApiName.Of(context) is not { } api)
        {
            await next(context);
            return;
        }

        var plan = account.Faults.Plan;
        var settings = plan.For(api);
        var fault = account.Quotas.TryTake(api) ? settings is null ? CallFault.None : plan.Next(settings) : CallFault.Throttled;
        account.Requests.Add(api, fault);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

        // What waits or streams ends with the server too, which would otherwise wait for it.
        context.RequestAborted = gone.Token;
        try
        {
            await MeetAsync(context, next, api, fault, TimeSpan.FromSeconds(settings?.SlowSeconds ?? 0), gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task MeetAsync(HttpContext context, RequestDelegate next, string api, CallFault fault, TimeSpan slow, CancellationToken gone)
    {
        switch (fault)
        {
            case CallFault.None:
                await next(context);
                break;
            case CallFault.Throttled:
                await ErrorAnswer.WriteAsync(context, api, ServiceErrors.Throttled(api));
                break;
            case CallFault.ServerError:
                await ErrorAnswer.WriteAsync(context, api, ServiceErrors.Failed(api));
                break;
            case CallFault.Timeout:
                await Task.Delay(Timeout.Infinite, gone);
                break;
            case CallFault.LostAnswer:
                await AnswerAsync(context, next);
                await Task.Delay(Timeout.Infinite, gone);
                break;
            case CallFault.Truncated:
                await BreakOffAsync(context, await AnswerAsync(context, next));
                break;
            case CallFault.Slow:
                var answer = await AnswerAsync(context, next);
                await Task.Delay(slow, account.Time, gone);
                await context.Response.Body.WriteAsync(answer, gone);
                break;
        }
    }

    /// <summary>Does the call and keeps its answer from the caller.</summary>
    private static async Task<byte[]> AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = wire;
        return kept.ToArray();
    }

    private static async Task BreakOffAsync(HttpContext context, byte[] answer)
    {
        // Promised whole and sent in part, so that the caller can tell.
        context.Response.ContentLength = answer.Length + 1;
        await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
