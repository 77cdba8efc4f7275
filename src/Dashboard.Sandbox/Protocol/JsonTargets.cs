using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>The AWS JSON protocol: every operation is a POST to / that names itself in X-Amz-Target.</summary>
internal sealed class JsonTargets
{
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Operation> _wrapped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StreamOperation> _streams = new(StringComparer.Ordinal);

    public IEnumerable<string> Operations => _operations.Keys.Concat(_streams.Keys);

    /// <param name="service">The part before the point of X-Amz-Target.</param>
    public void Add(string service, IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> operations) => Add(service, Waiting(operations));

    /// <param name="service">The part before the point of X-Amz-Target.</param>
    public void Add(string service, IEnumerable<KeyValuePair<string, Operation>> operations)
    {
        foreach (var (name, operation) in operations)
        {
            _operations.Add($"{service}.{name}", operation);
        }
    }

    /// <param name="target">Service and operation, as X-Amz-Target names them.</param>
    public void Add(string target, StreamOperation operation) => _streams.Add(target, operation);

    /// <summary>Operations that answer at once, in the form of those that wait.</summary>
    public static IEnumerable<KeyValuePair<string, Operation>> Waiting(IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> operations) =>
        operations.Select(o => KeyValuePair.Create<string, Operation>(o.Key, (request, _) => Task.FromResult(o.Value(request))));

    /// <summary>Puts something around an operation that is there and answers at once.</summary>
    public void Wrap(string target, Func<Func<ApiRequest, JsonObject>, Func<ApiRequest, JsonObject>> around)
    {
        var wrapped = around(request => Fresh(target, request));
        _wrapped[target] = (request, _) => Task.FromResult(wrapped(request));
    }

    /// <summary>Asks an operation that answers at once without what was put around it.</summary>
    public JsonObject Fresh(string target, ApiRequest request) => _operations[target](request, CancellationToken.None).GetAwaiter().GetResult();

    public async Task HandleAsync(HttpContext context)
    {
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        ErrorAnswer.Begin(context, target);
        var events = new EventStreamWriter(context);
        try
        {
            if (_streams.GetValueOrDefault(target) is { } stream)
            {
                await stream(await CheckedAsync(target, context), events, context.RequestAborted);
                return;
            }

            var operation = _wrapped.GetValueOrDefault(target) ?? _operations.GetValueOrDefault(target)
                ?? throw new AwsErrorException("UnknownOperationException", $"The sandbox has no operation '{target}'.");
            var answer = await operation(await CheckedAsync(target, context), context.RequestAborted);
            await context.Response.WriteAsync(Wire.Text(answer), context.RequestAborted);
        }
        catch (Exception caught) when (AwsErrorException.From(caught) is { } error)
        {
            await (events.HasBegun ? events.EndAsync(error) : ErrorAnswer.WriteAsync(context, target, error));
        }
    }

    private static async Task<ApiRequest> CheckedAsync(string target, HttpContext context)
    {
        var body = await BodyAsync(context);
        RequestModel.Check(target, body);
        return new ApiRequest(body);
    }

    /// <summary>The request's JSON object; an empty body stands for one without members.</summary>
    public static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw new AwsErrorException("SerializationException", "The request is not a JSON object.");
        }
        catch (JsonException error)
        {
            throw new AwsErrorException("SerializationException", $"The request is not JSON: {error.Message}");
        }
    }
}
