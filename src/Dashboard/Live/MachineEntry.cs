using Dashboard.Domain.Executions;

namespace Dashboard.Live;

/// <summary>What the feed knows of one machine, and when it looked.</summary>
internal sealed class MachineEntry(MachineView view)
{
    /// <summary>Executions whose histories could not be read; asked again only when they have changed.</summary>
    private readonly HashSet<(string, ExecutionStatus, int)> _unreadable = [];

    public MachineView View { get; set; } = view;

    /// <summary>When the definition and the tags were read.</summary>
    public DateTimeOffset? DescribedAt { get; set; }

    /// <summary>When the running executions were last read on.</summary>
    public DateTimeOffset FollowedAt { get; set; }

    public IEnumerable<RunView> Running => View.Runs.Where(r => r.IsRunning && !_unreadable.Contains(Key(r)));

    /// <summary>The newest closed execution whose outcome is not known yet.</summary>
    public RunView? Unjudged => View.Runs.FirstOrDefault(r => !r.IsRunning && r.Outcome is null && !_unreadable.Contains(Key(r)));

    /// <summary>Said before reading and taken back after it, so that a history that breaks the reader does not break it twice.</summary>
    public void Doubt(RunView run) => _unreadable.Add(Key(run));

    public void Trust(RunView run) => _unreadable.Remove(Key(run));

    public void Put(RunView run) => View = View with { Runs = [.. View.Runs.Select(r => r.Arn == run.Arn ? run : r)] };

    private static (string, ExecutionStatus, int) Key(RunView run) => (run.Arn, run.Status, run.RedriveCount);
}
