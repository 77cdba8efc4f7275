namespace Dashboard.Aws;

/// <summary>A call that AWS did not fulfil, in our words.</summary>
/// <param name="operation">Such as <c>ListExecutions</c>.</param>
/// <param name="code">AWS's error code, where it gave one.</param>
/// <param name="message">AWS's message, or the network's.</param>
/// <param name="requestId">AWS's id of the request, where AWS answered.</param>
public sealed class AwsRequestException(AwsFailure kind, string operation, string? code, string message, Exception? inner = null, string? requestId = null)
    : Exception(message, inner)
{
    public AwsFailure Kind { get; } = kind;

    public string Operation { get; } = operation;

    public string? Code { get; } = code;

    public string? RequestId { get; } = requestId;
}
