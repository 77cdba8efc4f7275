using System.Collections.Concurrent;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Tasks;
using Microsoft.Extensions.Logging;

namespace Dashboard.Live;

/// <summary>What exit codes mean per state machine, from its tag. Asked for at most every five minutes: AWS gives tags only once a second.</summary>
public sealed class ExitCodePolicies(StepFunctionsGateway gateway, TimeProvider time, ILogger<ExitCodePolicies> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (ExitCodePolicy Policy, DateTimeOffset AsOf)> _known = new(StringComparer.Ordinal);

    /// <summary>The machine's policy; the last known one or the default where the tag cannot be read or is no policy.</summary>
    public async ValueTask<ExitCodePolicy> ForAsync(string stateMachineArn, CancellationToken cancellationToken = default)
    {
        var known = _known.TryGetValue(stateMachineArn, out var entry);
        if (known && time.GetUtcNow() - entry.AsOf < Fresh)
        {
            return entry.Policy;
        }

        var policy = await ReadAsync(stateMachineArn, cancellationToken) ?? (known ? entry.Policy : ExitCodePolicy.Default);
        _known[stateMachineArn] = (policy, time.GetUtcNow());
        return policy;
    }

    private async Task<ExitCodePolicy?> ReadAsync(string stateMachineArn, CancellationToken cancellationToken)
    {
        try
        {
            var tags = await gateway.ListTagsAsync(stateMachineArn, cancellationToken);
            return tags.TryGetValue(ExitCodePolicy.Tag, out var text) ? ExitCodePolicy.Parse(text) : ExitCodePolicy.Default;
        }
        catch (AwsRequestException e)
        {
            logger.LogWarning("The tags of {StateMachine} could not be read ({Kind}: {Message}); exit codes are judged by the last known policy.", stateMachineArn, e.Kind, e.Message);
        }
        catch (FormatException e)
        {
            logger.LogWarning("The tag {Tag} of {StateMachine} is no exit code policy: {Message}", ExitCodePolicy.Tag, stateMachineArn, e.Message);
        }

        return null;
    }
}
