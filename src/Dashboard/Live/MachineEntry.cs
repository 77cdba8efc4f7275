namespace Dashboard.Live;

/// <summary>What the feed knows of one machine, and when it looked.</summary>
internal sealed class MachineEntry(MachineView view)
{
    public MachineView View { get; set; } = view;

    /// <summary>When the definition and the tags were read.</summary>
    public DateTimeOffset? DescribedAt { get; set; }

    /// <summary>When the running executions were last read on.</summary>
    public DateTimeOffset FollowedAt { get; set; }

    /// <summary>Executions whose histories cannot be read; asked again only after a new list.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public RunView? Running => View.Runs.FirstOrDefault(r => r.IsRunning && !Unreadable.Contains(r.Arn));

    /// <summary>The newest closed execution whose outcome is not known yet.</summary>
    public RunView? Unjudged => View.Runs.FirstOrDefault(r => !r.IsRunning && r.Outcome is null && !Unreadable.Contains(r.Arn));

    public void Put(RunView run) => View = View with { Runs = [.. View.Runs.Select(r => r.Arn == run.Arn ? run : r)] };
}
