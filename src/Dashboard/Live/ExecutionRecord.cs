using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Store.Histories;

namespace Dashboard.Live;

/// <summary>What is kept of a closed execution beside its history, so that its page needs nothing from AWS.</summary>
/// <param name="MapRuns">By ARN; null in records of a version that did not keep them.</param>
/// <param name="Policy">The exit code policy as it was written then.</param>
internal sealed record ExecutionRecord(ExecutionDetail Detail, StateMachineDetail Machine, string Policy, ImmutableDictionary<string, MapRunSummary>? MapRuns)
{
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Null where only the history was kept, or what was kept cannot be read any more.</summary>
    public static ExecutionRecord? Read(ArchivedExecution kept)
    {
        try
        {
            return kept.About is null ? null : JsonSerializer.Deserialize<ExecutionRecord>(kept.About);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
