using System.Collections.Concurrent;
using Dashboard.Domain.Tasks;

namespace Dashboard.Live;

/// <summary>What exit codes mean per state machine, from its tag.</summary>
public sealed class ExitCodePolicies(MachineTags tags, ILogger<ExitCodePolicies> logger)
{
    private readonly ConcurrentDictionary<string, (ExitCodePolicy Policy, IReadOnlyDictionary<string, string> Of)> _known = new(StringComparer.Ordinal);

    /// <summary>The machine's policy; the last known one or the default where the tag cannot be read or is no policy.</summary>
    public async ValueTask<ExitCodePolicy> ForAsync(string stateMachineArn, CancellationToken cancellationToken = default)
    {
        var known = _known.TryGetValue(stateMachineArn, out var entry);
        var now = await tags.FreshAsync(stateMachineArn, cancellationToken) ?? MachineTags.None;
        if (known && ReferenceEquals(now, entry.Of))
        {
            return entry.Policy;
        }

        var policy = Read(stateMachineArn, now) ?? (known ? entry.Policy : ExitCodePolicy.Default);
        _known[stateMachineArn] = (policy, now);
        return policy;
    }

    /// <summary>The policy as it was last known, without asking AWS; null where it never was.</summary>
    public ExitCodePolicy? Known(string stateMachineArn) => _known.TryGetValue(stateMachineArn, out var entry) ? entry.Policy : null;

    private ExitCodePolicy? Read(string stateMachineArn, IReadOnlyDictionary<string, string> now)
    {
        try
        {
            return now.TryGetValue(ExitCodePolicy.Tag, out var text) ? ExitCodePolicy.Parse(text) : ExitCodePolicy.Default;
        }
        catch (FormatException e)
        {
            logger.LogWarning("The tag {Tag} of {StateMachine} is no exit code policy: {Message}", ExitCodePolicy.Tag, stateMachineArn, e.Message);
            return null;
        }
    }
}
