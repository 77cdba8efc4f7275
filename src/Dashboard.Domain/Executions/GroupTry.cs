using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>One try of a Parallel or Map: from its ...StateStarted to its end or the next try.</summary>
internal sealed class GroupTry
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Scope> _scopes = [];

    public GroupTry(VisitBuilder owner, int number, State? state)
    {
        (Owner, Number) = (owner, number);
        for (var i = 0; owner.Type == StateType.Parallel && i < (state?.Groups.Length ?? 0); i++)
        {
            _indexes.TryAdd(state!.Groups[i].StartAt, i);
            Declared.Add(state.Groups[i].StartAt);
        }
    }

    public VisitBuilder Owner { get; }

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>First states of the branches, where the definition is known.</summary>
    public List<string> Declared { get; } = [];

    /// <summary>By index, in no order.</summary>
    public IReadOnlyDictionary<int, Scope> Scopes => _scopes;

    public Scope? Find(int index) => _scopes.GetValueOrDefault(index);

    /// <summary>The branch that begins with a state, by the definition or else by order of appearance. A branch that begins again was redriven whole.</summary>
    public Scope BeginBranch(string firstState, DateTimeOffset at)
    {
        if (!_indexes.TryGetValue(firstState, out var index))
        {
            for (index = _indexes.Count; _scopes.ContainsKey(index); index++)
            {
            }

            _indexes.Add(firstState, index);
        }

        return Begin(index, firstState, at);
    }

    /// <summary>A branch or iteration. One that is there already begins again.</summary>
    public Scope Begin(int index, string firstState, DateTimeOffset at)
    {
        Find(index)?.Supersede();
        return _scopes[index] = new Scope(this, index, firstState, at);
    }

    /// <summary>Takes over a branch of an earlier try: a redrive runs only what had not finished.</summary>
    public void Adopt(Scope scope)
    {
        scope.Try = this;
        _indexes.TryAdd(scope.FirstState, scope.Index);
        _scopes[scope.Index] = scope;
    }

    public void Close(HistoryEvent at, Ending ending)
    {
        foreach (var scope in _scopes.Values)
        {
            scope.Close(at, ending);
        }
    }
}
