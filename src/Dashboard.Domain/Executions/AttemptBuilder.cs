using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>A task attempt while the events are walked.</summary>
internal sealed class AttemptBuilder(HistoryEvent scheduled)
{
    public HistoryEvent Scheduled { get; } = scheduled;

    public HistoryEvent? Submitted { get; set; }

    public HistoryEvent? End { get; set; }

    public TaskOutcome? Result { get; set; }

    /// <summary>In AWS's eyes: a retry or a catch may follow.</summary>
    public bool HasFailed => End is not null && !End.Type.EndsWith("Succeeded", StringComparison.Ordinal);
}
