using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>One line of states that follow each other: the execution itself, a branch of a Parallel or an iteration of a Map.</summary>
internal sealed class Strand(StateMachineExecution execution, Strand? outer, long previous, MapItem? item, StrandProgress progress, CancellationToken cancellation)
{
    private readonly List<Strand> _inner = [];
    private (JsonNode? Value, string Text) _written = (null, "null");

    public StateMachineExecution Execution => execution;

    public CancellationToken Cancellation => cancellation;

    public Variables Variables { get; } = new(outer?.Variables, progress.Variables);

    /// <summary>How far it is; a redrive goes on from here.</summary>
    public StrandProgress Progress => progress;

    /// <summary>The iteration that this strand is part of.</summary>
    public MapItem? Item { get; } = item ?? outer?.Item;

    /// <summary>The iteration that begins with this strand; null elsewhere.</summary>
    public MapItem? OwnItem => item;

    /// <summary>It has begun and not ended.</summary>
    public bool IsRunning { get; set; }

    /// <summary>The event that the next one follows from.</summary>
    public long Previous { get; private set; } = previous;

    /// <summary>Where the strand is or, after its end, was.</summary>
    public Visit? Visit { get; private set; }

    /// <summary>The text of a state's data. The output of one state is the input of the next: what stays the same value is written once.</summary>
    public string Text(JsonNode? data)
    {
        if (!ReferenceEquals(data, _written.Value))
        {
            _written = (data, Json.Text(data));
        }

        return _written.Text;
    }

    /// <summary>Writes an event that the next one follows from.</summary>
    public long Write(HistoryEvent what)
    {
        cancellation.ThrowIfCancellationRequested();
        return Previous = execution.History.Write(what, Previous);
    }

    /// <summary>Writes that an expression failed. What follows from a state's entry alone follows, as on AWS, from the event before it.</summary>
    public void WriteEvaluationFailed(HistoryEvent what)
    {
        cancellation.ThrowIfCancellationRequested();
        Previous = execution.History.Write(what, Previous == Visit!.EnteredId && !Visit.HasBegun ? Visit.FromId : Previous);
    }

    /// <summary>Writes an event beside the line: the next one follows from the one before it.</summary>
    public long Mark(HistoryEvent what)
    {
        cancellation.ThrowIfCancellationRequested();
        return execution.History.Write(what, Previous);
    }

    /// <summary>What happened in an inner strand goes on here.</summary>
    public void ContinueFrom(long eventId) => Previous = eventId;

    public Visit Enter(State state, string input)
    {
        var from = Previous;
        var id = Write(HistoryWriter.Event($"{state.Type}StateEntered") with { Name = state.Name, Input = input });
        return Visit = new Visit(state, id, from, execution.Time.GetUtcNow()) { IsAlone = execution.Trial is not null };
    }

    /// <summary>Shows the data at a stage to the trial that watches, if one does.</summary>
    public void Note(StateStage stage, JsonNode? data) => execution.Trial?.Note(stage, data);

    public Strand Open(MapItem? item, long from, StrandProgress inner, CancellationToken token)
    {
        var strand = new Strand(execution, this, from, item, inner, token);
        _inner.Add(strand);
        return strand;
    }

    /// <summary>Takes out the strands of a try of a Parallel or Map that is over.</summary>
    public void CloseInner() => _inner.Clear();

    /// <summary>Writes what AWS writes of the open states of the inner strands when their Parallel or Map fails: all follow from the failing event, the failed state is among them.</summary>
    public void MarkInnerAborted(Strand? failed, long failing)
    {
        foreach (var strand in _inner.Where(s => s.IsRunning).OrderBy(s => s != failed))
        {
            if (strand.OwnItem is { } iteration && strand != failed)
            {
                execution.History.Write(iteration.Event("MapIterationAborted"), failing);
            }

            strand.MarkAborted(failing);
        }
    }

    private void MarkAborted(long failing)
    {
        if (Visit is { IsOpen: true } && progress.MapRun is { Status: MapRunStatus.Running })
        {
            execution.History.Write(HistoryWriter.Event("MapRunAborted"), failing);
        }

        if (Visit is { IsOpen: true, State.Type: StateType.Task or StateType.Wait or StateType.Parallel or StateType.Map })
        {
            execution.History.Write(HistoryWriter.Event($"{Visit.State.Type}StateAborted"), failing);
        }

        MarkInnerAborted(null, failing);
    }
}
