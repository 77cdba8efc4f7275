using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Dashboard.Ui;

namespace Dashboard.Features.Executions;

/// <summary>What the graph of an execution shows: the drawing itself never changes, this is laid over it.</summary>
/// <param name="Nodes">One for every box, reached or not.</param>
/// <param name="TakenEdges">Positions in the layout's edges, ascending.</param>
/// <param name="Focus">The state to look at first: the failing job, else what runs; null for none.</param>
public sealed record ExecutionView(ImmutableArray<NodePatch> Nodes, ImmutableArray<int> TakenEdges, string? Focus)
{
    /// <summary>What is drawn for this picture.</summary>
    /// <param name="selected">The selected state's name.</param>
    public static ExecutionView Create(GraphLayout layout, ExecutionPicture picture, string? selected, ViewWords words)
    {
        var states = StateNow.All(picture.Snapshot);
        return new ExecutionView(
            [.. layout.Nodes.Select(n => n.Type is null ? Terminal(n, picture.Snapshot) : Node(n, states.GetValueOrDefault(n.Id), n.Id == selected, picture, words))],
            Taken(layout, picture.Snapshot),
            First(layout, picture.Snapshot));
    }

    /// <summary>Only what differs from what was sent before; null where nothing does.</summary>
    public ExecutionView? Since(ExecutionView? sent)
    {
        if (sent is null)
        {
            return this;
        }

        var changed = Nodes.Except(sent.Nodes).ToImmutableArray();
        return changed.IsEmpty && TakenEdges.SequenceEqual(sent.TakenEdges) ? null : this with { Nodes = changed };
    }

    // The job that failed may be in a child: then the first state of its route that is drawn here.
    private static string? First(GraphLayout layout, ExecutionSnapshot snapshot)
    {
        var drawn = layout.Nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        return snapshot.Failing?.Route.Prepend(snapshot.Failing.State).FirstOrDefault(drawn.Contains)
            ?? snapshot.Visits.LastOrDefault(v => v.Outcome == Outcome.Running && drawn.Contains(v.Name))?.Name;
    }

    private static NodePatch Terminal(GraphNode node, ExecutionSnapshot snapshot)
    {
        var reached = node.Id == GraphLayout.Start ? snapshot.StartedAt is not null : snapshot.Status == ExecutionStatus.Succeeded;
        var look = OutcomeLook.For(reached ? Outcome.Normal : Outcome.NotReached);
        return new NodePatch(node.Id, look.CssClass, "", "", "", false, []);
    }

    private static NodePatch Node(GraphNode node, StateNow? state, bool selected, ExecutionPicture picture, ViewWords words)
    {
        if (state is null)
        {
            var none = OutcomeLook.For(Outcome.NotReached);
            return new NodePatch(node.Id, none.CssClass, "", "", $"{node.Id}: {words.Outcome(Outcome.NotReached)}", selected, []);
        }

        var visit = state.Speaking;
        var look = OutcomeLook.For(visit.Outcome);
        var badge = Badge(state, picture, words);
        var branches = visit.Type == StateType.Parallel ? visit.Branches.Select(words.Branch).ToImmutableArray() : [];
        var label = string.Join(", ", new[] { $"{node.Id}: {words.Outcome(visit.Outcome)}", badge }.Concat(branches.Select(b => b.Label)).Where(t => t.Length > 0));
        return new NodePatch(node.Id, look.CssClass, ViewWords.Sign(visit.Outcome), badge, label, selected, branches);
    }

    private static string Badge(StateNow state, ExecutionPicture picture, ViewWords words)
    {
        var visit = state.Speaking;
        var task = visit.Task;
        var parts = new[]
        {
            visit.Type == StateType.Map ? words["Map_Count", visit.Branches.Count(b => b.Outcome is not (Outcome.Running or Outcome.NotReached)), visit.Branches.Length] : null,
            task?.ExitCode?.ToString(CultureInfo.InvariantCulture),
            visit.Outcome == Outcome.Running && task?.Task is { } ecs ? picture.RunningTasks.GetValueOrDefault(ecs.TaskArn)?.LastStatus : null,
            HasDuration(visit) ? words.Duration((visit.EndedAt ?? picture.AsOf) - visit.EnteredAt) : null,
            state.Attempts > 1 ? $"×{state.Attempts}" : null,
        };
        return string.Join(" · ", parts.OfType<string>());
    }

    // What passes at once has no duration worth a glance.
    private static bool HasDuration(StateVisit visit) =>
        visit.Type is StateType.Task or StateType.Parallel or StateType.Map or StateType.Wait || (visit.EndedAt - visit.EnteredAt) > TimeSpan.FromSeconds(1);

    private static ImmutableArray<int> Taken(GraphLayout layout, ExecutionSnapshot snapshot)
    {
        var visits = snapshot.Visits.ToDictionary(v => v.EnteredId);
        var steps = new HashSet<(string From, string To, bool Caught)>();
        var left = new HashSet<long>();
        foreach (var visit in snapshot.Visits)
        {
            if (visit.PreviousVisit is { } id && visits.TryGetValue(id, out var previous))
            {
                steps.Add((previous.Name, visit.Name, previous.Caught));
                left.Add(id);
            }
            else if (visit.ParentVisit is null)
            {
                steps.Add((GraphLayout.Start, visit.Name, false));
            }
        }

        // The last state of all leads to the end, whichever way it ended.
        if (snapshot.EndedAt is not null && snapshot.Visits.LastOrDefault(v => v.ParentVisit is null) is { } last)
        {
            steps.Add((last.Name, GraphLayout.End, false));
        }

        return [.. layout.Edges.Index().Where(e => steps.Contains((e.Item.From, e.Item.To, e.Item.Kind == GraphEdgeKind.Catch))).Select(e => e.Index)];
    }
}
