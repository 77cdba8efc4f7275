using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>Answers with events that go on, until the operation returns or the caller has gone.</summary>
internal sealed class EventStreamWriter(HttpContext context)
{
    /// <summary>An event was written, so that a refusal can only be an event too.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Writes an event at once; the first one is preceded by the answer's own members, of which there are none.</summary>
    public async Task WriteAsync(string type, JsonObject payload)
    {
        if (!HasBegun)
        {
            HasBegun = true;
            context.Response.ContentType = "application/vnd.amazon.eventstream";
            await SendAsync(EventStreamMessage.Event("initial-response", []));
        }

        await SendAsync(EventStreamMessage.Event(type, payload));
    }

    public Task EndAsync(AwsErrorException error) => SendAsync(EventStreamMessage.Exception(error));

    private async Task SendAsync(byte[] message)
    {
        await context.Response.Body.WriteAsync(message, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
