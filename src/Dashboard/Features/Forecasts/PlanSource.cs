using System.Collections.Frozen;
using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;

namespace Dashboard.Features.Forecasts;

/// <summary>The board, as a forecast needs it.</summary>
/// <param name="Schedules">Those that are understood.</param>
/// <param name="Views">The same schedules by ARN.</param>
/// <param name="Machines">All machines by ARN.</param>
/// <param name="Marks">Temporary changes.</param>
public sealed record PlanSource(
    ImmutableArray<PlannedSchedule> Schedules, FrozenDictionary<string, ScheduleView> Views, FrozenDictionary<string, MachineView> Machines, ImmutableArray<PlanMark> Marks)
{
    public static PlanSource Create(Board board, IEnumerable<PlanMark>? marks = null)
    {
        var machines = board.Machines.ToFrozenDictionary(m => m.Arn, StringComparer.Ordinal);
        var usual = board.Schedules.Select(s => s.MachineArn).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(arn => arn, arn => machines.GetValueOrDefault(arn)?.UsualDuration, StringComparer.Ordinal);
        return new PlanSource(
            [.. board.Schedules.Where(s => s is { Expression: not null, Zone: not null }).Select(s => Plan(s, s.MachineArn is { } arn ? usual[arn] : null))],
            board.Schedules.ToFrozenDictionary(s => s.Detail.Arn, StringComparer.Ordinal),
            machines,
            [.. marks ?? []]);
    }

    /// <summary>Only the schedules that have every word in their group, name or machine.</summary>
    public PlanSource Search(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? this : this with { Schedules = [.. Schedules.Where(s => words.All(w => Text(s).Contains(w, StringComparison.CurrentCultureIgnoreCase)))] };
    }

    public ImmutableArray<PlannedRun> Plan(DateTimeOffset from, DateTimeOffset to, OperationalDay days) => Forecast.Plan(Schedules, from, to, days, Marks);

    /// <summary>Holds what was due against the executions that are known. Those that another execution started are no business of schedules.</summary>
    public ImmutableArray<ReconciledFire> Reconcile(DateTimeOffset from, DateTimeOffset to)
    {
        var machines = Schedules.Select(s => s.Machine).OfType<string>().Distinct(StringComparer.Ordinal).Select(arn => Machines.GetValueOrDefault(arn)).OfType<MachineView>().ToList();
        var starts = machines.SelectMany(m => m.Runs.Where(r => !IsByExecution(r)).Select(r => new ActualStart(
            r.Arn, m.Arn, r.StartedAt, IsBySchedule(r) && Views.ContainsKey(r.StartedBy!) ? r.StartedBy : null, r.Name.StartsWith("rerun-", StringComparison.Ordinal))));
        return FireReconciliation.Reconcile(Schedules, starts, from, to, KnownSince, arn => Machines.GetValueOrDefault(arn)?.RunsAsOf);
    }

    /// <summary>What people call it: the machine's name, or the schedule's where it starts no machine.</summary>
    public string Target(PlannedSchedule schedule) => schedule.Machine is { } arn ? Arn.Name(arn) : Views[schedule.Id].Detail.Name;

    // A list that is not full holds all executions there are.
    private DateTimeOffset? KnownSince(string machine) =>
        Machines.GetValueOrDefault(machine) is not { RunsAsOf: { } asOf } known ? DateTimeOffset.MaxValue
        : known.Failure is not null ? asOf
        : known.Runs.Length < RunReader.Listed ? null
        : known.Runs[^1].StartedAt;

    private static bool IsBySchedule(RunView run) => run.StartedBy?.Contains(":schedule/", StringComparison.Ordinal) == true;

    private static bool IsByExecution(RunView run) => run.StartedBy is not null && !IsBySchedule(run);

    private string Text(PlannedSchedule s) => $"{Views[s.Id].Detail.Group}/{Views[s.Id].Detail.Name} {Target(s)}";

    private static PlannedSchedule Plan(ScheduleView s, TimeSpan? usual) => new(s.Detail.Arn, s.Expression!, s.Zone!, s.MachineArn)
    {
        Start = s.Detail.CountsFrom,
        End = s.Detail.EndDate,
        Enabled = s.Detail.Enabled,
        Usual = usual,
        CreatedAt = s.Detail.CreatedAt,
        ModifiedAt = s.Detail.LastModifiedAt,
        Flexible = TimeSpan.FromMinutes(s.Detail.FlexibleMinutes ?? 0),
    };
}
