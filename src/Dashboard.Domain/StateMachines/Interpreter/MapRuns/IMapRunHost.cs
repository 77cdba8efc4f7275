namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>Runs the child executions of distributed Maps. The sandbox keeps them as executions of its own; tests script how they end.</summary>
public interface IMapRunHost
{
    /// <summary>Takes note of a Map Run that begins and gives back its ARN.</summary>
    string Open(MapRun run);

    /// <summary>Whether a child that did not succeed can run again when its Map Run is redriven.</summary>
    bool IsRedrivable(MapRun run, MapRunChildEnd before);

    /// <summary>Runs one child to its end, whatever end that is. When the token is cancelled, the Map Run ended before its child did: the host stops the child, and gives back that end.</summary>
    /// <remarks>Called on the parent's own turn; continuations come back to it.</remarks>
    /// <param name="before">How the child ended before its Map Run was redriven: it is redriven, or started again where it is express. Null for the first time.</param>
    Task<MapRunChildEnd> RunChildAsync(MapRun run, MapRunChild child, MapRunChildEnd? before, CancellationToken cancellationToken);
}
