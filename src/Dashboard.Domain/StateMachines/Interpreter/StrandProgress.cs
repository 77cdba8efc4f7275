using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>How far a strand came. A redrive begins each strand where it stopped, and leaves out those that ended well.</summary>
internal sealed class StrandProgress
{
    private readonly Dictionary<int, StrandProgress> _inner = [];

    /// <summary>The state that is to be entered or is open; null before the first.</summary>
    public string? State { get; private set; }

    /// <summary>The input of <see cref="State"/>, or the output of the strand that is done.</summary>
    public JsonNode? Data { get; private set; }

    /// <summary>The strand came to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>What the strand's states have assigned.</summary>
    public Dictionary<string, JsonNode?> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>The last Map Run of the distributed Map that is open; a redrive of the execution redrives it.</summary>
    public MapRun? MapRun { get; set; }

    /// <summary>The strands of the Parallel or Map that is open, by the order of their start.</summary>
    public StrandProgress Inner(int place) => _inner.TryGetValue(place, out var progress) ? progress : _inner[place] = new StrandProgress();

    /// <summary>A Parallel or Map begins anew: none of its strands counts any longer, nor does its Map Run.</summary>
    public void ForgetInner()
    {
        _inner.Clear();
        MapRun = null;
    }

    /// <summary>Lets go of the data of a strand that is not gone on with.</summary>
    public void Forget()
    {
        Data = null;
        _inner.Clear();
        Variables.Clear();
    }

    public void MoveTo(Transition transition)
    {
        (State, Data, IsDone) = (transition.Next, transition.Output, transition.Next is null);
        ForgetInner();
    }
}
