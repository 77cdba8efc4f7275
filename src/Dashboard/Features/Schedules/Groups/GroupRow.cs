using System.Collections.Immutable;
using Dashboard.Actions.Changes;
using Dashboard.Aws.Scheduler;
using Dashboard.Live;

namespace Dashboard.Features.Schedules.Groups;

/// <summary>A group with the schedules that the board shows in it.</summary>
public sealed record GroupRow(ScheduleGroup Group, ImmutableArray<ScheduleView> Schedules)
{
    /// <summary>AWS makes it by itself, and does not delete it.</summary>
    public const string Default = "default";

    public int On => Schedules.Count(s => s.Detail.Enabled);

    public int Off => Schedules.Length - On;

    public bool CanBeDeleted => Group is { IsDeleting: false, Name: not Default };

    /// <summary>Its deletion, as it is seen now.</summary>
    public DeleteGroupChange Deletion => new(Group.Arn, [.. Schedules.Select(s => s.Detail.Name)], [.. Schedules.Select(s => s.MachineArn).Distinct(StringComparer.Ordinal)]);

    /// <param name="search">Words that all have to be in the name; null for all.</param>
    public static IReadOnlyList<GroupRow> Of(IReadOnlyList<ScheduleGroup> groups, Board board, string? search)
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var schedules = board.Schedules.ToLookup(s => s.Detail.Group, StringComparer.Ordinal);
        return [.. groups.Where(g => words.All(w => g.Name.Contains(w, StringComparison.CurrentCultureIgnoreCase))).Select(g => new GroupRow(g, [.. schedules[g.Name]]))];
    }
}
