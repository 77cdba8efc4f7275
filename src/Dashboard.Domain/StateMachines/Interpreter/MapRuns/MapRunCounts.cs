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

    internal int Unsuccessful => Failed + TimedOut + Aborted;

    internal MapRunCounts Begun(int many) => this with { Pending = Pending - many, Running = Running + many };

    internal MapRunCounts Ended(int many, ExecutionStatus status)
    {
        var rest = this with { Running = Running - many };
        return status switch
        {
            ExecutionStatus.Succeeded => rest with { Succeeded = Succeeded + many },
            ExecutionStatus.TimedOut => rest with { TimedOut = TimedOut + many },
            ExecutionStatus.Aborted => rest with { Aborted = Aborted + many },
            _ => rest with { Failed = Failed + many },
        };
    }
}
