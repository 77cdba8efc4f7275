using System.Collections.Immutable;
using Dashboard.Live;

namespace Dashboard.Features.Schedules;

/// <summary>The list of schedules. The next runs are computed once for a board; searching, sorting and filtering only use them.</summary>
public sealed class ScheduleTable(ImmutableArray<ScheduleView> schedules, DateTimeOffset now)
{
    public const string ByNext = "next";

    public static IReadOnlyList<string> Filters { get; } = ["all", "on", "off", "expired"];

    private readonly ImmutableArray<(ScheduleRow Row, string Text)> _all = [.. schedules.Select(s =>
        (new ScheduleRow(s, s.NextAfter(now)), $"{s.Detail.Group}/{s.Detail.Name} {s.Detail.Expression} {s.Detail.TimeZone} {s.Detail.TargetArn} {s.MachineArn}"))];

    /// <summary>What it was made of.</summary>
    public ImmutableArray<ScheduleView> Schedules { get; } = schedules;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The rows that fit, in order.</summary>
    /// <param name="search">Words that all have to be in a schedule's group, name, expression, zone or target; null for all.</param>
    /// <param name="filter">One of <see cref="Filters"/>; anything else is all. Expired is what is on and never fires again.</param>
    /// <param name="sort"><see cref="ByNext"/> for the next run, the ones without at the end; else by group and name.</param>
    public List<ScheduleRow> Rows(string? search, string? filter, string? sort)
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rows = _all.Where(r => words.All(w => r.Text.Contains(w, StringComparison.CurrentCultureIgnoreCase)) && Fits(r.Row, filter)).Select(r => r.Row);
        return [.. sort == ByNext ? rows.OrderBy(r => r.Next ?? DateTimeOffset.MaxValue) : rows];
    }

    private static bool Fits(ScheduleRow row, string? filter) => filter switch
    {
        "on" => row.Schedule.Detail.Enabled,
        "off" => !row.Schedule.Detail.Enabled,
        "expired" => row is { Schedule.Detail.Enabled: true, Next: null },
        _ => true,
    };
}
