using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>How far one child of a Map Run is, over all its redrives.</summary>
internal sealed class MapRunPlace(MapRunChild child)
{
    private const int NotBegun = -1;
    private int _status = NotBegun;

    public MapRunChild Child => child;

    /// <summary>How its last run ended; null where it never ran to an end.</summary>
    public MapRunChildEnd? End { get; set; }

    /// <summary>Null before it begins. Any thread may read it.</summary>
    public ExecutionStatus? Status
    {
        get => Volatile.Read(ref _status) is var status and not NotBegun ? (ExecutionStatus)status : null;
        set => Volatile.Write(ref _status, value is { } status ? (int)status : NotBegun);
    }
}
