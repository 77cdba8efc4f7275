namespace Dashboard.Domain.Executions;

/// <summary>What the events say of the execution as a whole.</summary>
internal sealed class ExecutionFacts
{
    public ExecutionStatus Status { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? Input { get; private set; }

    public string? Output { get; private set; }

    public string? Error { get; private set; }

    public string? Cause { get; private set; }

    public int RedriveCount { get; private set; }

    public DateTimeOffset? RedrivenAt { get; private set; }

    public bool HasEnded => EndedAt is not null;

    public void Start(HistoryEvent e) => (Status, StartedAt, Input) = (ExecutionStatus.Running, e.Timestamp, e.Input);

    /// <summary>Any event of it means that it runs, also where the first ones have not been read.</summary>
    public void Meet() => Status = Status == ExecutionStatus.Unknown ? ExecutionStatus.Running : Status;

    public void End(HistoryEvent e, ExecutionStatus status) =>
        (Status, EndedAt, Output, Error, Cause) = (status, e.Timestamp, e.Output, e.Error, e.Cause);

    /// <summary>The same execution runs on: what it ended with no longer holds.</summary>
    public void Redrive(HistoryEvent e) =>
        (Status, EndedAt, Output, Error, Cause, RedriveCount, RedrivenAt) = (ExecutionStatus.Running, null, null, null, null, e.RedriveCount ?? RedriveCount + 1, e.Timestamp);
}
