using System.Text.Json.Serialization;
using Dashboard.Domain.Executions;

namespace Dashboard.Actions.Changes;

/// <summary>An execution as the person saw it when they asked: where AWS has it otherwise by now, nothing is done.</summary>
public sealed record SeenExecution(string Arn, ExecutionStatus Status, int RedriveCount)
{
    [JsonIgnore]
    public string Text => FormattableString.Invariant($"{Status}, redrives: {RedriveCount}");
}
