using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>How ECS pages its lists of names and ARNs: 1 to 100 of them, 100 if not asked otherwise.</summary>
internal static class EcsPage
{
    private const string Invalid = "InvalidParameterException";

    public static JsonObject Of(ApiRequest request, string name, IReadOnlyList<string> all)
    {
        var size = request.Int("maxResults");
        if (size is < 1 or > 100)
        {
            throw new AwsErrorException(Invalid, "maxResults should be between 1 and 100.");
        }

        var (items, next) = Paging.Page(all, request.TextOrNull("nextToken"), size, 100, 100, Invalid);
        return new JsonObject { [name] = new JsonArray([.. items.Select(i => (JsonNode)i)]) }.With("nextToken", next);
    }
}
