namespace Dashboard.Sandbox.Protocol;

/// <summary>One operation of an API whose answer is a stream of events.</summary>
/// <param name="cancellationToken">The caller has gone.</param>
internal delegate Task StreamOperation(ApiRequest request, EventStreamWriter events, CancellationToken cancellationToken);
