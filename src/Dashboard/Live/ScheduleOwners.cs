using System.Collections.Concurrent;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Live;

/// <summary>What deploys a group of schedules, by its tags: schedules have none of their own. Its next deployment undoes what is changed here.</summary>
public sealed class ScheduleOwners(SchedulerGateway gateway, TimeProvider time)
{
    private const string Stack = "aws:cloudformation:stack-name";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string? Owner, DateTimeOffset AsOf)> _known = new(StringComparer.Ordinal);

    /// <summary>Such as <c>CloudFormation (stack nightly)</c> or <c>Terraform</c>; null where nothing says so, or where the tags cannot be read.</summary>
    /// <param name="groupArn">The ARN of the schedule's group.</param>
    public async ValueTask<string?> OfGroupAsync(string groupArn, CancellationToken cancellationToken = default)
    {
        if (_known.TryGetValue(groupArn, out var known) && time.GetUtcNow() - known.AsOf < Fresh)
        {
            return known.Owner;
        }

        try
        {
            known = (Owner(await gateway.GroupTagsAsync(groupArn, cancellationToken)), time.GetUtcNow());
        }
        catch (AwsRequestException)
        {
            // A warning less; the change itself says what AWS does not allow.
            known = (known.Owner, time.GetUtcNow());
        }

        _known[groupArn] = known;
        return known.Owner;
    }

    private static string? Owner(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Stack, out var stack) ? $"CloudFormation ({stack})"
        : tags.Any(t => $"{t.Key} {t.Value}".Contains("terraform", StringComparison.OrdinalIgnoreCase)) ? "Terraform"
        : tags.Any(t => $"{t.Key} {t.Value}".Contains("pulumi", StringComparison.OrdinalIgnoreCase)) ? "Pulumi"
        : null;
}
