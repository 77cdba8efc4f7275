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
    /// <summary>What is drawn for this execution and the children open in it.</summary>
    /// <param name="selected">The selected state's id in the layout.</param>
    public static ExecutionView Create(GraphLayout layout, OpenExecution root, string? selected, ViewWords words)
    {
        var machines = root.All.ToDictionary(e => e.Path ?? "", e => (e.Picture, States: StateNow.All(e.Picture.Snapshot)), StringComparer.Ordinal);
        var nodes = ImmutableArray.CreateBuilder<NodePatch>(layout.Nodes.Length);
        foreach (var node in layout.Nodes)
        {
            var (picture, states) = machines[node.Machine ?? ""];
            nodes.Add(node.Type is null ? Terminal(node, picture.Snapshot) : Node(node, states.GetValueOrDefault(node.Name), node.Id == selected, picture, words));
        }

        return new ExecutionView(nodes.MoveToImmutable(), Taken(layout, root), First(layout, root.Picture.Snapshot));
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
        return snapshot.Failing?.Route.Prepend(snapshot.Failing.State).Select(s => NodePath.Join(null, s)).FirstOrDefault(drawn.Contains)
            ?? snapshot.Visits.Where(v => v.Outcome == Outcome.Running).Select(v => NodePath.Join(null, v.Name)).LastOrDefault(drawn.Contains);
    }

    private static NodePatch Terminal(GraphNode node, ExecutionSnapshot snapshot)
    {
        var reached = NodePath.IsStart(node.Id) ? snapshot.StartedAt is not null : snapshot.Status == ExecutionStatus.Succeeded;
        var look = OutcomeLook.For(reached ? Outcome.Normal : Outcome.NotReached);
        return new NodePatch(node.Id, look.CssClass, "", "", "", false, []);
    }

    private static NodePatch Node(GraphNode node, StateNow? state, bool selected, ExecutionPicture picture, ViewWords words)
    {
        if (state is null)
        {
            var none = OutcomeLook.For(Outcome.NotReached);
            return new NodePatch(node.Id, none.CssClass, "", "", $"{node.Name}: {words.Outcome(Outcome.NotReached)}", selected, []);
        }

        var visit = state.Speaking;
        var look = OutcomeLook.For(visit.Outcome);
        var badge = Badge(state, picture, words);
        var branches = visit.Type == StateType.Parallel ? visit.Branches.Select(words.Branch).ToImmutableArray() : [];
        var isKept = picture.Snapshot.IsKept(visit);
        var label = string.Join(", ", new[] { $"{node.Name}: {words.Outcome(visit.Outcome)}", isKept ? words["Kept"] : "", badge }.Concat(branches.Select(b => b.Label)).Where(t => t.Length > 0));
        return new NodePatch(node.Id, isKept ? $"{look.CssClass} is-kept" : look.CssClass, ViewWords.Sign(visit.Outcome), badge, label, selected, branches)
        {
            Child = OpenChildren.ChildOf(state) is null ? null : node.IsOpenChild ? "open" : "closed",
            Progress = Progress(visit, picture),
        };
    }

    // Past its usual time the ring is full and stays so.
    private static int? Progress(StateVisit visit, ExecutionPicture picture) =>
        visit.Outcome == Outcome.Running && picture.Usual.States.TryGetValue(visit.Name, out var usual) && usual > TimeSpan.FromSeconds(10)
            ? (int)Math.Clamp(100 * (picture.AsOf - visit.EnteredAt) / usual, 0, 101)
            : null;

    private static string Badge(StateNow state, ExecutionPicture picture, ViewWords words)
    {
        var visit = state.Speaking;
        var task = visit.Task;
        var parts = new[]
        {
            visit.Type == StateType.Map ? Count(visit, words) : null,
            task?.ExitCode?.ToString(CultureInfo.InvariantCulture),
            visit.Outcome == Outcome.Running && task?.Task is { } ecs ? picture.RunningTasks.GetValueOrDefault(ecs.TaskArn)?.LastStatus : null,
            HasDuration(visit) ? words.Duration((visit.EndedAt ?? picture.AsOf) - visit.EnteredAt) : null,
            state.Attempts > 1 ? $"×{state.Attempts}" : null,
            picture.Snapshot.IsKept(visit) ? words["Kept_Badge"] : null,
        };
        return string.Join(" · ", parts.OfType<string>());
    }

    // The history of a distributed Map has no iterations: its Map Run counts them.
    private static string Count(StateVisit map, ViewWords words) => map.MapRun is { } run
        ? run.Items.Bad > 0 ? words["Map_CountBad", run.Items.Succeeded + run.Items.Bad, run.Items.Total, run.Items.Bad] : words["Map_Count", run.Items.Succeeded, run.Items.Total]
        : words["Map_Count", map.Branches.Count(b => b.Outcome is not (Outcome.Running or Outcome.NotReached)), map.Branches.Length];

    // What passes at once has no duration worth a glance.
    private static bool HasDuration(StateVisit visit) =>
        visit.Type is StateType.Task or StateType.Parallel or StateType.Map or StateType.Wait || (visit.EndedAt - visit.EnteredAt) > TimeSpan.FromSeconds(1);

    private static ImmutableArray<int> Taken(GraphLayout layout, OpenExecution root)
    {
        var steps = new HashSet<(string From, string To, bool Caught)>();
        foreach (var execution in root.All)
        {
            string Id(string name) => NodePath.Join(execution.Path, name);
            foreach (var (from, to, caught) in Steps(execution.Picture.Snapshot))
            {
                steps.Add((Id(from), Id(to), caught));
            }
        }

        return [.. layout.Edges.Index().Where(e => steps.Contains((e.Item.From, e.Item.To, e.Item.Kind == GraphEdgeKind.Catch))).Select(e => e.Index)];
    }

    private static IEnumerable<(string From, string To, bool Caught)> Steps(ExecutionSnapshot snapshot)
    {
        var visits = snapshot.Visits.ToDictionary(v => v.EnteredId);
        foreach (var visit in snapshot.Visits)
        {
            if (visit.PreviousVisit is { } id && visits.TryGetValue(id, out var previous))
            {
                yield return (previous.Name, visit.Name, previous.Caught);
            }
            else if (visit.ParentVisit is null)
            {
                yield return (GraphLayout.Start, visit.Name, false);
            }
        }

        // The last state of all leads to the end, unless the execution broke off in it.
        if (snapshot.Visits.LastOrDefault(v => v.ParentVisit is null) is { } last && (snapshot.Status == ExecutionStatus.Succeeded || (last.Type == StateType.Fail && snapshot.EndedAt is not null)))
        {
            yield return (last.Name, GraphLayout.End, false);
        }
    }
}
