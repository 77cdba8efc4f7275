using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>Remembers for a day what was answered under a client token, so that a retried request acts once.</summary>
internal sealed class ClientTokens(TimeProvider time)
{
    // As long as ECS keeps them; Scheduler does not say.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly Dictionary<(string Api, string Token), (JsonNode Request, JsonObject Answer, DateTimeOffset At)> _answers = new();
    private readonly Lock _gate = new();

    /// <summary>Acts, or gives the answer that the same request had before.</summary>
    /// <param name="token">Null for a request that may act again.</param>
    /// <param name="conflict">The refusal of another request under the same token, from the answer to the first.</param>
    public JsonObject Once(string api, string? token, JsonObject request, Func<JsonObject> act, Func<JsonObject, AwsErrorException> conflict)
    {
        if (token is null)
        {
            return act();
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var key in _answers.Where(a => a.Value.At + Kept <= now).Select(a => a.Key).ToList())
            {
                _answers.Remove(key);
            }

            if (_answers.TryGetValue((api, token), out var before))
            {
                return JsonNode.DeepEquals(before.Request, request) ? (JsonObject)before.Answer.DeepClone() : throw conflict(before.Answer);
            }

            var given = request.DeepClone();
            var answer = act();
            _answers[(api, token)] = (given, (JsonObject)answer.DeepClone(), now);
            return answer;
        }
    }
}
