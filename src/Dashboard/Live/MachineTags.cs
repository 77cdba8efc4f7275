using System.Collections.Concurrent;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;

namespace Dashboard.Live;

/// <summary>The tags of state machines: AWS gives them only once a second.</summary>
public sealed class MachineTags(StepFunctionsGateway gateway, TimeProvider time, ILogger<MachineTags> logger)
{
    /// <summary>What a machine without tags has.</summary>
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    // To look at, and to decide by: what a tag forbids must hold soon.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, string> Tags, DateTimeOffset AsOf)> _known = new(StringComparer.Ordinal);

    // Where AWS does not give them, asking at every look would be a call for every look.
    private readonly ConcurrentDictionary<string, (AwsRequestException No, DateTimeOffset At)> _refused = new(StringComparer.Ordinal);

    /// <summary>The tags, at most five minutes old; the last known ones where they cannot be read, null where they never could.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>?> FreshAsync(string stateMachineArn, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReadAsync(stateMachineArn, Fresh, cancellationToken);
        }
        catch (AwsRequestException)
        {
            return _known.TryGetValue(stateMachineArn, out var known) ? known.Tags : null;
        }
    }

    /// <summary>The tags, at most a minute old, and none of a machine that is deleted.</summary>
    /// <exception cref="AwsRequestException">They cannot be read.</exception>
    public ValueTask<IReadOnlyDictionary<string, string>> NowAsync(string stateMachineArn, CancellationToken cancellationToken = default) => ReadAsync(stateMachineArn, Now, cancellationToken);

    private async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(string stateMachineArn, TimeSpan age, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(stateMachineArn, out var known) && time.GetUtcNow() - known.AsOf < age)
        {
            return known.Tags;
        }

        if (_refused.TryGetValue(stateMachineArn, out var refused) && time.GetUtcNow() - refused.At < age)
        {
            throw refused.No;
        }

        try
        {
            known = (await gateway.ListTagsAsync(stateMachineArn, cancellationToken), time.GetUtcNow());
        }
        catch (AwsRequestException e) when (e.Kind == AwsFailure.NotFound)
        {
            known = (None, time.GetUtcNow());
        }
        catch (AwsRequestException e)
        {
            logger.LogWarning("The tags of {StateMachine} could not be read ({Kind}: {Message}); what was known of them goes on to count.", stateMachineArn, e.Kind, e.Message);
            _refused[stateMachineArn] = (e, time.GetUtcNow());
            throw;
        }

        _refused.TryRemove(stateMachineArn, out _);
        _known[stateMachineArn] = known;
        return known.Tags;
    }
}
