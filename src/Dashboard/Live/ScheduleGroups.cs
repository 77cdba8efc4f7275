using Dashboard.Aws;
using Dashboard.Aws.Scheduler;

namespace Dashboard.Live;

/// <summary>The groups of schedules for everybody who looks, and what deploys each: one look at AWS serves all for some minutes, or until a group is made or deleted here.</summary>
public sealed class ScheduleGroups(SchedulerGateway gateway, TimeProvider time)
{
    private const string Stack = "aws:cloudformation:stack-name";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FreshWhileDeleting = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FreshOwner = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Task<string?> Owner, DateTimeOffset AsOf)> _owners = new(StringComparer.Ordinal);
    private Look? _last;

    /// <summary>All groups, also those that are being deleted, by name.</summary>
    /// <exception cref="AwsRequestException">AWS did not give the list; it is asked again some seconds later at the soonest.</exception>
    public Task<IReadOnlyList<ScheduleGroup>> ListAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var (changes, now) = (gateway.GroupChanges, time.GetUtcNow());
            if (_last is not { } last || last.Changes != changes || now - last.At >= last.Lasts)
            {
                _last = last = new Look(ReadAsync(), changes, now);
            }

            return last.Groups.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What deploys the schedules of a group, by its tags: schedules have none of their own. Its next deployment undoes what is changed here.</summary>
    /// <returns>Such as <c>CloudFormation (nightly)</c> or <c>Terraform</c>; null where nothing says so, or where the tags cannot be read.</returns>
    public Task<string?> OwnerAsync(string groupArn, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var isKnown = _owners.TryGetValue(groupArn, out var known);
            if (!isKnown || now - known.AsOf >= FreshOwner)
            {
                _owners[groupArn] = known = (ReadOwnerAsync(groupArn, isKnown ? known.Owner : null), now);
            }

            return known.Owner.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ScheduleGroup>> ReadAsync() => [.. (await gateway.ListGroupsAsync()).OrderBy(g => g.Name, StringComparer.Ordinal)];

    private async Task<string?> ReadOwnerAsync(string groupArn, Task<string?>? before)
    {
        try
        {
            return Owner(await gateway.GroupTagsAsync(groupArn));
        }
        catch (AwsRequestException)
        {
            // A warning less; the change itself says what AWS does not allow.
            return before is null ? null : await before;
        }
    }

    private static string? Owner(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Stack, out var stack) ? $"CloudFormation ({stack})"
        : tags.Any(t => $"{t.Key} {t.Value}".Contains("terraform", StringComparison.OrdinalIgnoreCase)) ? "Terraform"
        : tags.Any(t => $"{t.Key} {t.Value}".Contains("pulumi", StringComparison.OrdinalIgnoreCase)) ? "Pulumi"
        : null;

    private sealed record Look(Task<IReadOnlyList<ScheduleGroup>> Groups, long Changes, DateTimeOffset At)
    {
        public TimeSpan Lasts => !Groups.IsCompleted ? TimeSpan.MaxValue
            : !Groups.IsCompletedSuccessfully ? AfterFailure
            : Groups.Result.Any(g => g.IsDeleting) ? FreshWhileDeleting : Fresh;
    }
}
