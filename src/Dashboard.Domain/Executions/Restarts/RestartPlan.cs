using System.Collections.Immutable;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>A new execution that leaves out what the last one had finished, or why there is none.</summary>
public sealed record RestartPlan
{
    /// <summary>Null where it is offered.</summary>
    public RestartProblem? Problem { get; init; }

    /// <summary>The input that was shown, by running it, to skip exactly the jobs that <see cref="Jobs"/> says; null where there is a problem.</summary>
    public string? Input { get; init; }

    /// <summary>Jobs of the last run in its order, those inside a job that is as a whole skipped or run again not among them.</summary>
    public ImmutableArray<RestartJob> Jobs { get; init; } = [];

    /// <summary>The machine has jobs that no gate stands before.</summary>
    public bool HasUngatedJobs { get; init; }

    public IEnumerable<RestartJob> Skipped => Jobs.Where(j => j.Fate == RestartFate.Skipped);

    /// <summary>What had ended well and still runs again.</summary>
    public IEnumerable<RestartJob> AgainThoughFinished => Jobs.Where(j => j.Fate is not (RestartFate.Skipped or RestartFate.RunsAgain));
}
