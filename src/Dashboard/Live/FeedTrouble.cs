using Dashboard.Aws;

namespace Dashboard.Live;

/// <summary>Why there is no newer picture.</summary>
/// <param name="Operation">AWS's API that was asked; null where the fault is ours.</param>
/// <param name="Code">AWS's error code, where it gave one.</param>
/// <param name="Since">When the first of the failed tries was.</param>
/// <param name="NextTry">Null where trying again by itself cannot help.</param>
public sealed record FeedTrouble(AwsFailure Kind, string? Operation, string? Code, string Message, DateTimeOffset Since, DateTimeOffset? NextTry);
