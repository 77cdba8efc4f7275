using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>One operation of an API: a request's members in, an answer's out.</summary>
/// <param name="cancellationToken">The caller has gone.</param>
internal delegate Task<JsonObject> Operation(ApiRequest request, CancellationToken cancellationToken);
