using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;

namespace Dashboard.Features.Forecasts;

/// <summary>The board, as a forecast needs it. Immutable, and shared by all who look.</summary>
/// <param name="Schedules">Those that are understood.</param>
/// <param name="Views">The same schedules by ARN.</param>
/// <param name="Machines">All machines by ARN.</param>
/// <param name="Marks">Temporary changes.</param>
public sealed record PlanSource(
    ImmutableArray<PlannedSchedule> Schedules, FrozenDictionary<string, ScheduleView> Views, FrozenDictionary<string, MachineView> Machines, ImmutableArray<PlanMark> Marks)
{
    // A calendar takes by far the longest, and is small: whoever looks at the same month gets the same one.
    private ConcurrentDictionary<(DateOnly First, OperationalDay Days), Lazy<ImmutableArray<MonthDay>>> _months = new();

    public static PlanSource Create(Board board, ImmutableArray<PlanMark> marks)
    {
        var machines = board.Machines.ToFrozenDictionary(m => m.Arn, StringComparer.Ordinal);
        var usual = board.Schedules.Select(s => s.MachineArn).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(arn => arn, arn => machines.GetValueOrDefault(arn)?.UsualDuration, StringComparer.Ordinal);
        return new PlanSource(
            [.. board.Schedules.Where(IsUnderstood).Select(s => Plan(s) with { Usual = s.MachineArn is { } arn ? usual[arn] : null })],
            board.Schedules.ToFrozenDictionary(s => s.Detail.Arn, StringComparer.Ordinal),
            machines,
            marks);
    }

    /// <summary>Only the schedules that have every word in their group, name or machine.</summary>
    public PlanSource Search(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? this : With([.. Schedules.Where(s => words.All(w => Text(s).Contains(w, StringComparison.CurrentCultureIgnoreCase)))], Views);
    }

    /// <summary>The same with other schedules, of which no month is computed yet.</summary>
    public PlanSource With(ImmutableArray<PlannedSchedule> schedules, FrozenDictionary<string, ScheduleView> views) => this with { Schedules = schedules, Views = views, _months = new() };

    public ImmutableArray<PlannedRun> Plan(DateTimeOffset from, DateTimeOffset to, OperationalDay days) => Forecast.Plan(Schedules, from, to, days, Marks);

    /// <summary>Every day of a month.</summary>
    public ImmutableArray<MonthDay> Month(DateOnly first, OperationalDay days) =>
        _months.GetOrAdd((first, days), key => new(() => MonthDay.Month(this, key.Days, key.First))).Value;

    /// <summary>With the months that an older source has computed, where the same is planned.</summary>
    public PlanSource After(PlanSource older) => Schedules.SequenceEqual(older.Schedules) && Marks.SequenceEqual(older.Marks) ? this with { _months = older._months } : this;

    /// <summary>What people call it: the machine's name, or the schedule's where it starts no machine.</summary>
    public string Target(PlannedSchedule schedule) => schedule.Machine is { } arn ? Arn.Name(arn) : Views[schedule.Id].Detail.Name;

    internal static bool IsUnderstood(ScheduleView s) => s is { Expression: not null, Zone: not null };

    /// <summary>An understood schedule as a forecast needs it, without what its machine usually takes.</summary>
    internal static PlannedSchedule Plan(ScheduleView s) => new(s.Detail.Arn, s.Expression!, s.Zone!, s.MachineArn)
    {
        Start = s.Detail.CountsFrom,
        End = s.Detail.EndDate,
        Enabled = s.Detail.Enabled,
        CreatedAt = s.Detail.CreatedAt,
        ModifiedAt = s.Detail.LastModifiedAt,
        Flexible = TimeSpan.FromMinutes(s.Detail.FlexibleMinutes ?? 0),
    };

    private string Text(PlannedSchedule s) => $"{Views[s.Id].Detail.Group}/{Views[s.Id].Detail.Name} {Target(s)}";
}
