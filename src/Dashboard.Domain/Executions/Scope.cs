namespace Dashboard.Domain.Executions;

/// <summary>States that run one after another: the execution itself, a branch of a Parallel or an iteration of a Map.</summary>
internal sealed class Scope(GroupTry? @try, int index, string firstState, DateTimeOffset startedAt)
{
    /// <summary>The try it runs in; null for the execution itself. A redrive carries finished branches into the next try.</summary>
    public GroupTry? Try { get; set; } = @try;

    public int Index { get; } = index;

    public string FirstState { get; } = firstState;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Known to have ended: an iteration by its event, a branch by what holds it or by a last state.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>In the order of their Entered events.</summary>
    public List<VisitBuilder> Visits { get; } = [];

    public VisitBuilder? Owner => Try?.Owner;

    public VisitBuilder? Last => Visits.Count > 0 ? Visits[^1] : null;

    /// <summary>Ends what is still open in it, inside first.</summary>
    public void Close(HistoryEvent at, Ending ending)
    {
        EndedAt ??= at.Timestamp;
        if (Last is { Ending: Ending.Open } last)
        {
            last.Close(at, ending);
        }
    }

    /// <summary>A redrive does it again: what was done here no longer counts.</summary>
    public void Supersede()
    {
        foreach (var visit in Visits)
        {
            visit.Supersede();
        }
    }
}
