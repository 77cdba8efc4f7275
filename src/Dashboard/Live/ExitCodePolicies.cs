using System.Collections.Concurrent;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>What exit codes mean per state machine, from its tag. Asked for at most every five minutes: AWS gives tags only once a second.</summary>
public sealed class ExitCodePolicies(StepFunctionsGateway gateway, TimeProvider time, ILogger<ExitCodePolicies> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (ExitCodePolicy Policy, IReadOnlyDictionary<string, string> Tags, DateTimeOffset AsOf)> _known = new(StringComparer.Ordinal);

    /// <summary>The machine's policy; the last known one or the default where the tag cannot be read or is no policy.</summary>
    public async ValueTask<ExitCodePolicy> ForAsync(string stateMachineArn, CancellationToken cancellationToken = default) =>
        (await FreshAsync(stateMachineArn, cancellationToken)).Policy;

    /// <summary>The policy as it was last known, without asking AWS; null where it never was.</summary>
    public ExitCodePolicy? Known(string stateMachineArn) => _known.TryGetValue(stateMachineArn, out var entry) ? entry.Policy : null;

    /// <summary>The machine's tags; the last known ones or none where they cannot be read.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> TagsAsync(string stateMachineArn, CancellationToken cancellationToken = default) =>
        (await FreshAsync(stateMachineArn, cancellationToken)).Tags;

    private async ValueTask<(ExitCodePolicy Policy, IReadOnlyDictionary<string, string> Tags)> FreshAsync(string stateMachineArn, CancellationToken cancellationToken)
    {
        var known = _known.TryGetValue(stateMachineArn, out var entry);
        if (known && time.GetUtcNow() - entry.AsOf < Fresh)
        {
            return (entry.Policy, entry.Tags);
        }

        var tags = await ReadAsync(stateMachineArn, cancellationToken) ?? (known ? entry.Tags : new Dictionary<string, string>());
        var policy = Policy(stateMachineArn, tags) ?? (known ? entry.Policy : ExitCodePolicy.Default);
        _known[stateMachineArn] = (policy, tags, time.GetUtcNow());
        return (policy, tags);
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string stateMachineArn, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.ListTagsAsync(stateMachineArn, cancellationToken);
        }
        catch (AwsRequestException e)
        {
            logger.LogWarning("The tags of {StateMachine} could not be read ({Kind}: {Message}); exit codes are judged by the last known policy.", stateMachineArn, e.Kind, e.Message);
            return null;
        }
    }

    private ExitCodePolicy? Policy(string stateMachineArn, IReadOnlyDictionary<string, string> tags)
    {
        try
        {
            return tags.TryGetValue(ExitCodePolicy.Tag, out var text) ? ExitCodePolicy.Parse(text) : ExitCodePolicy.Default;
        }
        catch (FormatException e)
        {
            logger.LogWarning("The tag {Tag} of {StateMachine} is no exit code policy: {Message}", ExitCodePolicy.Tag, stateMachineArn, e.Message);
            return null;
        }
    }
}
