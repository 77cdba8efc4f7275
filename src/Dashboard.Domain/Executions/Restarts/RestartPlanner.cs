using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.SkipGates;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>Works out the input with which a new execution leaves out what the last one had finished before its first failure.</summary>
public static class RestartPlanner
{
    /// <summary>StartExecution takes so many bytes of input.</summary>
    public const int MostBytes = 262_144;

    // Each is tried by two or three rehearsals; a person waits for the answer.
    private const int MostTriedOneByOne = 60;

    /// <summary>Plans a restart.</summary>
    /// <param name="snapshot">The last run.</param>
    /// <param name="input">What it was started with, JSON text.</param>
    /// <param name="definition">What a new execution would run, which is not always what the last one ran; null where that is not known.</param>
    public static RestartPlan Plan(ExecutionSnapshot snapshot, string input, StateMachineDefinition? definition)
    {
        if (snapshot.Status is ExecutionStatus.Running or ExecutionStatus.PendingRedrive or ExecutionStatus.Unknown)
        {
            return new RestartPlan { Problem = RestartProblem.Running };
        }

        if (definition is null)
        {
            return new RestartPlan { Problem = RestartProblem.NoDefinition };
        }

        var gates = SkipGates.Find(definition);
        var walk = new FinishedJobs(definition, snapshot, gates, wholeParallels: true).Walk();
        var plan = new RestartPlan { Jobs = [.. walk.Jobs], HasUngatedJobs = Ungated(definition.Root, gates.Select(g => g.Job).ToHashSet(StringComparer.Ordinal)) };
        var problem = walk.IsOfOtherStates ? RestartProblem.DefinitionChanged
            : walk.Failed.Count == 0 ? RestartProblem.NoFailedJob
            : walk.Jobs.All(j => j.Fate == RestartFate.RunsAgain) ? RestartProblem.NothingFinished
            : gates.IsEmpty ? RestartProblem.NoGates
            : Read(input) is null ? RestartProblem.InputIsNoObject
            : (RestartProblem?)null;
        if (problem is not null)
        {
            return plan with { Problem = problem };
        }

        var tries = new[] { walk, new FinishedJobs(definition, snapshot, gates, wholeParallels: false).Walk() };
        return tries.Select(w => Best(plan, w, new RestartProof(snapshot, input, Read(input)!, definition, gates, w.Failed)))
            .OrderBy(p => p.Problem is null ? 0 : 1).ThenBy(p => p.AgainThoughFinished.Count()).First();
    }

    /// <summary>All of the skips where they are proven together, else as many as are, tried from the last one back: what reads a job's output comes after it.</summary>
    private static RestartPlan Best(RestartPlan plan, FinishedJobs walk, RestartProof proof)
    {
        var jobs = walk.Jobs;
        var kept = walk.Skips.ToList();
        var found = kept.Count == 0 ? null : proof.Try(kept);
        if (found is { Fate: not RestartFate.Skipped })
        {
            kept.Clear();
            foreach (var skip in walk.Skips.Count <= MostTriedOneByOne ? walk.Skips.Reverse() : [])
            {
                kept.Insert(0, skip);
                var tried = proof.Try(kept);
                if (tried.Fate != RestartFate.Skipped)
                {
                    kept.RemoveAt(0);
                    jobs = [.. jobs.Select(j => skip.Jobs.Contains(j.Name) ? j with { Fate = tried.Fate, Reader = tried.Reader } : j)];
                }
            }

            found = kept.Count == 0 ? null : proof.Try(kept);
        }

        plan = plan with { Jobs = [.. jobs] };
        return found is not { Fate: RestartFate.Skipped, Input: { } input } ? plan with { Problem = RestartProblem.NoneSkipped }
            : Encoding.UTF8.GetByteCount(input) > MostBytes ? plan with { Problem = RestartProblem.InputTooLong }
            : plan with { Input = input };
    }

    private static bool Ungated(StateGroup group, HashSet<string> gated) => group.States.Any(s =>
        s.Type == StateType.Parallel ? !gated.Contains(s.Name) && s.Groups.Any(g => Ungated(g, gated)) : SkipGates.IsJob(s) && !gated.Contains(s.Name));

    private static JsonObject? Read(string input)
    {
        try
        {
            return Json.Parse(input) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
