namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>Runs the child executions of distributed Maps. The sandbox keeps them as executions of its own; tests script how they end.</summary>
public interface IMapRunHost
{
    /// <summary>Takes note of a Map Run that begins and gives back its ARN.</summary>
    string Open(MapRun run);

    /// <summary>Runs one child to its end, whatever end that is.</summary>
    /// <remarks>Called on the parent's own turn; continuations come back to it.</remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled, for the Map Run ended before its child did. The host stops the child.</exception>
    Task<MapRunChildEnd> RunChildAsync(MapRun run, MapRunChild child, CancellationToken cancellationToken);
}
