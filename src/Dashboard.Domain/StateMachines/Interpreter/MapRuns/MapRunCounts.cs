using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>How many children of a Map Run, or items in them, stand how.</summary>
public sealed record MapRunCounts(int Total)
{
    public int Pending { get; init; } = Total;

    public int Running { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    public int TimedOut { get; init; }

    public int Aborted { get; init; }

    /// <summary>Those that a redrive has still to run again.</summary>
    public int PendingRedrive { get; init; }

    internal int Unsuccessful => Failed + TimedOut + Aborted;

    /// <summary>So many stand differently now; null is for what has not begun.</summary>
    internal MapRunCounts Moved(int many, ExecutionStatus? from, ExecutionStatus? to) => Changed(from, -many).Changed(to, many);

    private MapRunCounts Changed(ExecutionStatus? status, int by) => status switch
    {
        null => this with { Pending = Pending + by },
        ExecutionStatus.Running => this with { Running = Running + by },
        ExecutionStatus.Succeeded => this with { Succeeded = Succeeded + by },
        ExecutionStatus.TimedOut => this with { TimedOut = TimedOut + by },
        ExecutionStatus.Aborted => this with { Aborted = Aborted + by },
        ExecutionStatus.PendingRedrive => this with { PendingRedrive = PendingRedrive + by },
        _ => this with { Failed = Failed + by },
    };
}
