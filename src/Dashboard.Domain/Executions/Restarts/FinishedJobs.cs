using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.SkipGates;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Walks the last run up to its first failed job, in each branch of a Parallel that failed up to that branch's, and chooses gates that lead round what had ended well.</summary>
/// <param name="wholeParallels">A Parallel that has ended well is skipped by a gate of its own where it has one; else by those of its branches.</param>
internal sealed class FinishedJobs(StateMachineDefinition definition, ExecutionSnapshot snapshot, IReadOnlyCollection<SkipGate> gates, bool wholeParallels)
{
    private readonly ILookup<(long? Parent, int? Branch), StateVisit> _scopes = snapshot.Visits.Where(v => v.Counts).OrderBy(v => v.EnteredId).ToLookup(v => (v.ParentVisit, v.BranchIndex));
    private readonly List<RestartJob> _jobs = [];
    private readonly List<ChosenSkip> _skips = [];

    /// <summary>Every job that was walked past, with its fate as far as gates decide it.</summary>
    public IReadOnlyList<RestartJob> Jobs => _jobs;

    public IReadOnlyList<ChosenSkip> Skips => _skips;

    /// <summary>The first job that failed, in each branch; empty where none did.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>The last run came to a state that the definition does not have any more.</summary>
    public bool IsOfOtherStates { get; private set; }

    public FinishedJobs Walk()
    {
        Walk(definition.Root, [.. _scopes[(null, null)]], null);
        return this;
    }

    private void Walk(StateGroup group, ImmutableArray<StateVisit> visits, int? branch)
    {
        for (var i = 0; i < visits.Length; i++)
        {
            var visit = visits[i];
            if (group.Find(visit.Name) is not { } state)
            {
                // What ran is not what would run.
                IsOfOtherStates = true;
                return;
            }

            // The last run may have been of a definition that had no gate here yet.
            var job = state.Type == StateType.Choice ? i + 1 : SkipGates.IsJob(state) ? i : visits.Length;
            if (Skip(group, visits, job, state, branch) is { } after)
            {
                i = after - 1;
                continue;
            }

            if (SkipGates.IsJob(state) && !Pass(state, visit, visits, branch))
            {
                foreach (var rest in visits.Skip(i + 1).Where(v => v.Type is StateType.Task or StateType.Parallel or StateType.Map && _jobs.All(j => j.Name != v.Name)))
                {
                    _jobs.Add(Job(rest, RestartFate.RunsAgain, branch));
                }

                return;
            }
        }
    }

    /// <summary>Takes the gate that leads furthest round jobs that all ended well; gives the visit to go on at, or null.</summary>
    private int? Skip(StateGroup group, ImmutableArray<StateVisit> visits, int at, State from, int? branch)
    {
        if (at >= visits.Length)
        {
            return null;
        }

        var job = visits[at];
        var best = gates
            .Where(g => g.Job == job.Name && (from.Type == StateType.Choice ? g.Choice == from.Name : visits.All(v => v.Name != g.Choice)) && !(job.Type == StateType.Parallel && !wholeParallels && HasGatesInside(job.Name)))
            .Select(g => (Gate: g, To: Arrival(group, visits, at, g)))
            .Where(g => g.To > at && Between(visits, at, g.To).All(v => IsFinished(v) && visits.Count(o => o.Name == v.Name) == 1))
            .OrderByDescending(g => g.To)
            .FirstOrDefault();
        if (best.Gate is null)
        {
            return null;
        }

        var skipped = Between(visits, at, best.To).ToList();
        _skips.Add(new ChosenSkip(best.Gate, [.. skipped.Select(v => v.Name)]));
        _jobs.AddRange(skipped.Select(v => Job(v, RestartFate.Skipped, branch)));
        return best.To;
    }

    private int Arrival(StateGroup group, ImmutableArray<StateVisit> visits, int from, SkipGate gate)
    {
        if (gate.Arrival is null)
        {
            // All of the rest is gone round: only where the rest was reached and left.
            return visits[^1].IsLeft ? visits.Length : -1;
        }

        // Where the next job has a gate by now, and had none then, the way led to the job itself.
        string[] meets = [gate.Arrival, .. visits.All(v => v.Name != gate.Arrival) ? gates.Where(g => g.Choice == gate.Arrival).Select(g => g.Job) : []];
        for (var i = from + 1; i < visits.Length; i++)
        {
            if (meets.Contains(visits[i].Name, StringComparer.Ordinal))
            {
                return i;
            }
        }

        // A sibling's failure may have ended the branch on its way from the job to where both ways meet.
        return visits[^1] is { IsLeft: true, Caught: false } last && group.Find(last.Name)?.Next == gate.Arrival ? visits.Length : -1;
    }

    private static IEnumerable<StateVisit> Between(ImmutableArray<StateVisit> visits, int from, int to) =>
        visits[from..to].Where(v => v.Type is StateType.Task or StateType.Parallel or StateType.Map);

    /// <summary>Passes a job that no gate skips; false where the walk ends at it.</summary>
    private bool Pass(State state, StateVisit visit, ImmutableArray<StateVisit> visits, int? branch)
    {
        var finished = IsFinished(visit);
        if (state.Type == StateType.Parallel && (HasGatesInside(state.Name) || !finished))
        {
            var inside = _scopes.Where(s => s.Key.Parent == visit.EnteredId && s.Key.Branch is { } index && index < state.Groups.Length).OrderBy(s => s.Key.Branch).ToList();
            inside.ForEach(s => Walk(state.Groups[s.Key.Branch!.Value], [.. s], s.Key.Branch));
            if (!finished && Failed.Count == 0)
            {
                // Nothing inside failed: the Parallel did by itself.
                Failed.Add(state.Name);
                _jobs.Add(Job(visit, RestartFate.RunsAgain, branch));
            }

            return finished;
        }

        if (!finished)
        {
            Failed.Add(state.Name);
        }

        _jobs.Add(Job(visit, !finished ? RestartFate.RunsAgain
            : visits.Count(v => v.Name == visit.Name) > 1 ? RestartFate.RanSeveralTimes
            : gates.Any(g => g.Job == visit.Name) ? RestartFate.NoInput
            : RestartFate.NoGate, branch));
        return finished;
    }

    private bool HasGatesInside(string parallel) => definition.Find(parallel)!.Groups.SelectMany(g => g.States).Any(s => gates.Any(g => g.Choice == s.Name) || (s.Type == StateType.Parallel && HasGatesInside(s.Name)));

    private static bool IsFinished(StateVisit visit) => visit is { IsLeft: true, Outcome: Outcome.Normal or Outcome.Warning };

    private static RestartJob Job(StateVisit visit, RestartFate fate, int? branch) => new(visit.Name, fate, visit.Outcome, visit.Task?.ExitCode, branch);
}
