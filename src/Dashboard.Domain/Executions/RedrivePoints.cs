using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Finds where a redrive of an ended execution goes on: at the state that failed, and in a Parallel or Map only in what had not finished.</summary>
internal sealed class RedrivePoints(ExecutionSnapshot snapshot, StateMachineDefinition? definition)
{
    private const string TooMuchData = "States.DataLimitExceeded";

    // Where a name is worked out from one of these, it is another one the next time.
    private static readonly string[] Changing = ["UUID", "uuid", "random", "Random", "now()", "millis", "EnteredTime"];

    private readonly ILookup<long?, StateVisit> _inside = snapshot.Visits.Where(v => v.Counts).ToLookup(v => v.ParentVisit);

    public ImmutableArray<RedrivePoint> Find() => _inside[null].LastOrDefault() is { IsLeft: false } last ? [.. At(last)] : [];

    private IEnumerable<RedrivePoint> At(StateVisit visit)
    {
        if (visit.Type is not (StateType.Parallel or StateType.Map))
        {
            return [Point(visit, Step(visit))];
        }

        if (visit.Error == TooMuchData)
        {
            return [Point(visit, RedriveStep.WholeAgain)];
        }

        if (visit.MapRunArn is not null || definition?.Find(visit.Name)?.IsDistributed == true)
        {
            return [Point(visit, RedriveStep.FailedChildren)];
        }

        var inside = _inside[visit.EnteredId].ToLookup(v => v.BranchIndex);
        var points = visit.Branches.SelectMany(b => inside[b.Index].LastOrDefault() is { } last
            ? last.IsLeft ? [] : At(last)
            : [new RedrivePoint(b.FirstState, null, visit.EnteredId, b.Index, RedriveStep.Begins)]).ToList();

        // Nothing inside is open or failed: the Parallel or Map failed by itself, before or after its branches.
        return points.Count > 0 ? points : [Point(visit, visit.Outcome == Outcome.Abnormal ? RedriveStep.FailsAgain : RedriveStep.RunsAgain)];
    }

    private RedriveStep Step(StateVisit visit) => visit switch
    {
        { Type: StateType.Fail } => RedriveStep.FailsAgain,

        // The same input meets the same rules.
        { Type: StateType.Choice, Outcome: Outcome.Abnormal } => RedriveStep.FailsAgain,

        // It failed before anything was called: by its own expressions.
        { Type: StateType.Task, Outcome: Outcome.FailedToStart, Attempts.IsEmpty: true } => RedriveStep.FailsAgain,
        { Task.Child: not null } => HasFixedName(visit) ? RedriveStep.ChildNameTaken : RedriveStep.NewChild,
        _ => RedriveStep.RunsAgain,
    };

    private static RedrivePoint Point(StateVisit visit, RedriveStep step) => new(visit.Name, visit.EnteredId, visit.ParentVisit, visit.BranchIndex, step);

    /// <summary>The state gives its child a name, and nothing in that name changes from one time to the next: neither the execution's own name does, nor its input.</summary>
    private bool HasFixedName(StateVisit visit)
    {
        if (definition?.Find(visit.Name)?.Body is not { ValueKind: JsonValueKind.Object } body
            || !(body.TryGetProperty("Parameters", out var given) || body.TryGetProperty("Arguments", out given)) || given.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        return (given.TryGetProperty("Name", out var name) || given.TryGetProperty("Name.$", out name)) && name.ValueKind == JsonValueKind.String
            && !Changing.Any(c => name.GetString()!.Contains(c, StringComparison.Ordinal));
    }
}
