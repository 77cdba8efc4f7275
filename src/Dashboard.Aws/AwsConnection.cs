namespace Dashboard.Aws;

/// <summary>Which AWS is asked. Everything null means the standard AWS environment (AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, roles of the machine…).</summary>
/// <param name="Endpoint">One address for all services, such as the sandbox's.</param>
/// <param name="AccessKey">With <paramref name="SecretKey"/>: fixed credentials, for the sandbox, which takes any.</param>
public sealed record AwsConnection(Uri? Endpoint = null, string? Region = null, string? AccessKey = null, string? SecretKey = null);
