using System.Globalization;
using System.Text;

namespace Dashboard.Ui;

/// <summary>Addresses of pages of the AWS console: the one place that knows them. Null where the ARN is not one.</summary>
public static class AwsConsole
{
    /// <summary>The page of an execution.</summary>
    public static string? Execution(string executionArn) =>
        Home(executionArn) is var (host, region) ? $"https://{region}.{host}/states/home?region={region}#/v2/executions/details/{executionArn}" : null;

    /// <summary>The page of an ECS task.</summary>
    public static string? Task(string taskArn, string? clusterArn)
    {
        // arn:…:task/CLUSTER/ID, or of old arn:…:task/ID with the cluster beside it.
        var parts = taskArn.Split(':', 6) is [.., var resource] ? resource.Split('/') : [];
        var cluster = parts.Length > 2 ? parts[1] : clusterArn?[(clusterArn.LastIndexOf('/') + 1)..];
        return Home(taskArn) is var (host, region) && parts.Length > 1 && cluster is { Length: > 0 }
            ? $"https://{region}.{host}/ecs/v2/clusters/{Uri.EscapeDataString(cluster)}/tasks/{Uri.EscapeDataString(parts[^1])}/configuration?region={region}"
            : null;
    }

    /// <summary>The page of a log stream.</summary>
    /// <param name="arn">Any ARN of the account, which names the partition.</param>
    /// <param name="logRegion">Where the log is; null for the ARN's own region.</param>
    public static string? LogStream(string arn, string? logRegion, string group, string stream) =>
        Home(arn) is var (host, own) && (logRegion ?? own) is var region
            ? $"https://{region}.{host}/cloudwatch/home?region={region}#logsV2:log-groups/log-group/{Twice(group)}/log-events/{Twice(stream)}"
            : null;

    private static (string Host, string Region)? Home(string arn) => arn.Split(':') is ["arn", var partition, _, { Length: > 0 } region, ..]
        ? (partition switch { "aws-cn" => "console.amazonaws.cn", "aws-us-gov" => "console.amazonaws-us-gov.com", _ => "console.aws.amazon.com" }, region)
        : null;

    // The part behind the hash is escaped twice, the second time with a dollar sign.
    private static string Twice(string name)
    {
        var text = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.')
            {
                text.Append((char)b);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"$25{b:X2}");
            }
        }

        return text.ToString();
    }
}
