using System.Collections.Immutable;

namespace Dashboard.Live;

/// <summary>All that is known of machines and schedules at one moment. Immutable, and shared by all who look.</summary>
public sealed record Board
{
    public static Board Empty { get; } = new();

    /// <summary>By name.</summary>
    public ImmutableArray<MachineView> Machines { get; init; } = [];

    /// <summary>When AWS last gave something about machines; null until the first time.</summary>
    public DateTimeOffset? MachinesAsOf { get; init; }

    /// <summary>Why there is nothing newer about machines.</summary>
    public FeedTrouble? MachinesTrouble { get; init; }

    /// <summary>By group and name.</summary>
    public ImmutableArray<ScheduleView> Schedules { get; init; } = [];

    public DateTimeOffset? SchedulesAsOf { get; init; }

    public FeedTrouble? SchedulesTrouble { get; init; }

    public MachineView? Find(string machineName) => Machines.FirstOrDefault(m => m.Name == machineName);

    public ScheduleView? FindSchedule(string group, string name) => Schedules.FirstOrDefault(s => s.Detail.Group == group && s.Detail.Name == name);

    /// <summary>The schedules that start a machine.</summary>
    public IEnumerable<ScheduleView> SchedulesOf(string machineArn) => Schedules.Where(s => s.MachineArn == machineArn);

    /// <summary>The machines that start a machine.</summary>
    public IEnumerable<MachineView> ParentsOf(string machineArn) => Machines.Where(m => m.Arn != machineArn && m.Children.Contains(machineArn));
}
