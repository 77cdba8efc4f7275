using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Graph;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions;

/// <summary>What the address of an execution's page can say, as changes of the address as it is now.</summary>
public sealed class ExecutionAddress(NavigationManager navigation)
{
    /// <summary>Nothing selected.</summary>
    public string Close => With(("state", null), ("visit", null), ("event", null));

    public string Tab(string? tab) => With(("tab", tab));

    /// <param name="id">As <see cref="NodePath"/> makes it.</param>
    public string State(string id) => With(("state", id), ("visit", null), ("event", null));

    /// <param name="path">The id of the state that started the execution of the visit; null for the page's own.</param>
    public string Visit(string? path, StateVisit visit) => With(("state", NodePath.Join(path, visit.Name)), ("visit", visit.EnteredId), ("event", null));

    public string Event(long id) => With(("event", id), ("state", null), ("visit", null));

    /// <summary>Compared with that execution.</summary>
    public string Compare(string? arn) => With(("with", arn));

    public string Turned(GraphDirection direction) => With(("dir", direction == GraphDirection.Right ? "right" : null));

    /// <summary>With the child of that state open, or closed again, and those inside it too.</summary>
    public string Toggled(IReadOnlyCollection<string> open, string id)
    {
        string[] now = open.Contains(id) ? [.. open.Where(o => o != id && !o.StartsWith(NodePath.Join(id, ""), StringComparison.Ordinal))] : [.. open, id];
        return With(("open", now.Length == 0 ? null : now));
    }

    private string With(params (string Name, object? Value)[] changes) =>
        navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value));
}
