using System.Collections.Immutable;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Live;

namespace Dashboard.Features.Executions;

/// <summary>An execution with the child executions that are open in its graph.</summary>
/// <param name="Path">The id of the state that started it, as <see cref="NodePath"/> makes it; null for the execution of the page.</param>
/// <param name="Children">By the name of the state that started them.</param>
public sealed record OpenExecution(string? Path, ExecutionPicture Picture, ImmutableSortedDictionary<string, OpenExecution> Children)
{
    /// <summary>An execution with no child open.</summary>
    public static OpenExecution Closed(ExecutionPicture picture) => new(null, picture, ImmutableSortedDictionary<string, OpenExecution>.Empty);

    /// <summary>What is drawn; null where the definition is not known.</summary>
    public ExpandedMachine? Machine => Picture.Definition is not { } definition ? null
        : Children.Aggregate(new ExpandedMachine(definition), (machine, child) => child.Value.Machine is { } open ? machine.With(child.Key, open) : machine);

    /// <summary>It and all that are open in it.</summary>
    public IEnumerable<OpenExecution> All => Children.Values.SelectMany(c => c.All).Prepend(this);

    /// <summary>The definitions that the drawing is made of: the drawing is another one where these are others.</summary>
    public IEnumerable<(string? Path, StateMachineDefinition? Definition)> Drawn => All.Select(e => (e.Path, e.Picture.Definition));

    /// <summary>The execution that a state belongs to, and the state's own name.</summary>
    /// <param name="id">As <see cref="NodePath"/> makes it. One in a child that is not open gives the page's execution and a name of no state.</param>
    public (OpenExecution Execution, string State) Find(string id)
    {
        var names = NodePath.Split(id);
        var found = this;
        foreach (var name in names.SkipLast(1))
        {
            if (!found.Children.TryGetValue(name, out var child))
            {
                return (this, id);
            }

            found = child;
        }

        return (found, names[^1]);
    }

    /// <summary>A visit to one of its states.</summary>
    /// <param name="enteredId">Which; the one that speaks for the state where it is none of its visits, or null.</param>
    public StateVisit? Visit(string state, long? enteredId) =>
        Picture.Snapshot.Visits.FirstOrDefault(v => v.EnteredId == enteredId && v.Name == state) ?? StateNow.All(Picture.Snapshot).GetValueOrDefault(state)?.Speaking;
}
