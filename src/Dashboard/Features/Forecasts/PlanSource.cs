using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;

namespace Dashboard.Features.Forecasts;

/// <summary>The board, as a forecast needs it. Immutable, and shared by all who look.</summary>
/// <param name="Schedules">Those that are understood; for the past, as they were then.</param>
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
        return words.Length == 0 ? this : this with
        {
            Schedules = [.. Schedules.Where(s => words.All(w => Text(s).Contains(w, StringComparison.CurrentCultureIgnoreCase)))],
            _months = new(),
        };
    }

    public ImmutableArray<PlannedRun> Plan(DateTimeOffset from, DateTimeOffset to, OperationalDay days) => Forecast.Plan(Schedules, from, to, days, Marks);

    /// <summary>Every day of a month.</summary>
    public ImmutableArray<MonthDay> Month(DateOnly first, OperationalDay days) =>
        _months.GetOrAdd((first, days), key => new(() => MonthDay.Month(this, key.Days, key.First))).Value;

    /// <summary>With the months that an older source has computed, where the same is planned.</summary>
    public PlanSource After(PlanSource older) => Schedules.SequenceEqual(older.Schedules) && Marks.SequenceEqual(older.Marks) ? this with { _months = older._months } : this;

    /// <summary>The board as it was: each schedule in every version that was seen.</summary>
    /// <param name="versions">Each with the time from which on it stood so, in the order of each schedule; null for a deletion. Schedules without any are as they are now.</param>
    public PlanSource Past(IEnumerable<(ScheduleView? View, string Arn, DateTimeOffset Since)> versions)
    {
        var changed = versions.GroupBy(v => v.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var gone = changed.Values.Select(all => all.FindLast(v => v.View is not null).View).OfType<ScheduleView>();
        return this with
        {
            Schedules = [.. Schedules.Where(s => !changed.ContainsKey(s.Id)), .. changed.Values.SelectMany(Versions)],
            Views = gone.Concat(Views.Values).GroupBy(v => v.Detail.Arn, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal),
            _months = new(),
        };
    }

    /// <summary>Holds what was due against the executions that are known. Those that another execution started are no business of schedules.</summary>
    public ImmutableArray<ReconciledFire> Reconcile(DateTimeOffset from, DateTimeOffset to)
    {
        var machines = Schedules.Select(s => s.Machine).OfType<string>().Distinct(StringComparer.Ordinal).Select(arn => Machines.GetValueOrDefault(arn)).OfType<MachineView>().ToList();
        var starts = machines.SelectMany(m => m.Runs.Where(r => !IsByExecution(r)).Select(r => new ActualStart(
            r.Arn, m.Arn, r.StartedAt, IsBySchedule(r) && Views.ContainsKey(r.StartedBy!) ? r.StartedBy : null, IsByPerson(r))));
        var told = FireReconciliation.Reconcile(Schedules, starts, from, to, KnownSince, arn => Machines.GetValueOrDefault(arn)?.RunsAsOf);
        var due = told.Select(f => (f.Schedule?.Id, f.Expected)).ToHashSet();
        return [.. told.Concat(LeftOutFires.Find(Schedules, Marks, from, to).Where(f => !due.Contains((f.Schedule!.Id, f.Expected)))).OrderBy(f => f.At)];
    }

    /// <summary>What people call it: the machine's name, or the schedule's where it starts no machine.</summary>
    public string Target(PlannedSchedule schedule) => schedule.Machine is { } arn ? Arn.Name(arn) : Views[schedule.Id].Detail.Name;

    // A list that is not full holds all executions there are.
    private DateTimeOffset? KnownSince(string machine) =>
        Machines.GetValueOrDefault(machine) is not { RunsAsOf: { } asOf } known ? DateTimeOffset.MaxValue
        : known.Failure is not null ? asOf
        : known.Runs.Length < RunReader.Listed ? null
        : known.Runs[^1].StartedAt;

    private static bool IsUnderstood(ScheduleView s) => s is { Expression: not null, Zone: not null };

    // The names that the dashboard gives.
    private static bool IsByPerson(RunView run) => run.Name.StartsWith("rerun-", StringComparison.Ordinal) || run.Name.StartsWith("now-", StringComparison.Ordinal);

    private static bool IsBySchedule(RunView run) => run.StartedBy?.Contains(":schedule/", StringComparison.Ordinal) == true;

    private static bool IsByExecution(RunView run) => run.StartedBy is not null && !IsBySchedule(run);

    private string Text(PlannedSchedule s) => $"{Views[s.Id].Detail.Group}/{Views[s.Id].Detail.Name} {Target(s)}";

    private static IEnumerable<PlannedSchedule> Versions(List<(ScheduleView? View, string Arn, DateTimeOffset Since)> all) => all
        .Select((version, i) => (version.View, Since: i == 0 ? (DateTimeOffset?)null : version.Since, Until: i + 1 < all.Count ? all[i + 1].Since : (DateTimeOffset?)null))
        .Where(v => v.View is { } view && IsUnderstood(view))
        .Select(v => Plan(v.View!) is var plan && v.Since is null ? plan with { Until = v.Until } : plan with { Since = v.Since, Until = v.Until, ModifiedAt = null });

    private static PlannedSchedule Plan(ScheduleView s) => new(s.Detail.Arn, s.Expression!, s.Zone!, s.MachineArn)
    {
        Start = s.Detail.CountsFrom,
        End = s.Detail.EndDate,
        Enabled = s.Detail.Enabled,
        CreatedAt = s.Detail.CreatedAt,
        ModifiedAt = s.Detail.LastModifiedAt,
        Flexible = TimeSpan.FromMinutes(s.Detail.FlexibleMinutes ?? 0),
    };
}
