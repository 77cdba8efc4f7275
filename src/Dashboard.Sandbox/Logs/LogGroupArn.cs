namespace Dashboard.Sandbox.Logs;

/// <summary>Reads the ARNs of log groups.</summary>
internal static class LogGroupArn
{
    /// <summary>The group's name; null for what is no ARN of a log group, or one that ends in <c>:*</c>.</summary>
    public static string? Name(string text) =>
        text.Split(':') is ["arn", { Length: > 0 }, "logs", { Length: > 0 }, { Length: > 0 }, "log-group", { Length: > 0 } name] && name != "*" ? name : null;
}
