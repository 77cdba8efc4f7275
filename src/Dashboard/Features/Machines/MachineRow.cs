using System.Collections.Immutable;
using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>A row of the table of machines.</summary>
/// <param name="Path">Names from the root down: the row's identity, as a machine may stand under several parents.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Next">The schedule that starts it next, and when.</param>
public sealed record MachineRow(MachineView Machine, string Path, int Depth, bool HasChildren, bool IsOpen, (ScheduleView Schedule, DateTimeOffset At)? Next, ImmutableArray<MachineView> Parents, ImmutableArray<ScheduleView> Schedules)
{
    public RunView? Last => Machine.Runs.IsEmpty ? null : Machine.Runs[0];
}
