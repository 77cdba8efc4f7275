using System.Globalization;
using Dashboard.Actions.Changes;
using Dashboard.Actions.Plans;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Plans;
using Dashboard.Live;

namespace Dashboard.Features.Plans;

/// <summary>A temporary change as it stands in the dialog, and what it comes to.</summary>
/// <param name="Local">What was typed, <c>yyyy-MM-ddTHH:mm</c> local to the schedule's zone: the hold's end, or when the run takes place.</param>
/// <param name="SkipsNext">Together with a run at once: the next one is left out.</param>
public sealed record PlanDraft(PlanKind Kind, ScheduleView Schedule, DateTimeOffset Now, string Local = "", bool SkipsNext = false)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm";

    // As Blazor gives what was typed.
    private const string WithSeconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Why it is not offered for this schedule at all; null where it is.</summary>
    public PlanProblem? Obstacle
    {
        get
        {
            var (basis, off) = PlanBases.Of(Schedule.Detail);
            return off ?? (Kind switch
            {
                PlanKind.Skip or PlanKind.Move => PlanEdits.Skip(basis!, Now).Problem,
                PlanKind.Hold when basis!.Expression is AtExpression => PlanProblem.OnceOnly,
                _ => basis!.Fires(Now).Any() ? null : PlanProblem.Expired,
            });
        }
    }

    /// <summary>A run at once needs something that can be started.</summary>
    public bool HasNoMachine => Kind == PlanKind.RunNow && Schedule.MachineArn is null;

    public bool NeedsTime => Kind is PlanKind.Move or PlanKind.Hold or PlanKind.OneOff;

    /// <summary>The time that was typed; null where there is none, or where the clocks skip it.</summary>
    public DateTimeOffset? At =>
        DateTime.TryParseExact(Local, [Form, WithSeconds], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && ScheduleExpression.TryParse($"at({local:yyyy-MM-dd'T'HH:mm:ss})", out var once, out _)
            ? once.NextFires(DateTimeOffset.MinValue, Schedule.Zone!).Select(f => (DateTimeOffset?)f).FirstOrDefault() : null;

    /// <summary>What is wrong with what was typed; null where nothing is, or where nothing was.</summary>
    public PlanProblem? Problem => !NeedsTime || At is not { } at ? null
        : at <= Now ? PlanProblem.InThePast
        : Kind == PlanKind.Hold ? PlanEdits.Hold(Basis, Now, at).Problem : null;

    public bool IsComplete => Obstacle is null && !HasNoMachine && Problem is null && (!NeedsTime || At is not null);

    /// <summary>What is written into the schedule; null where nothing is.</summary>
    public PlanEdit? Edit => Kind switch
    {
        PlanKind.OneOff => null,
        PlanKind.RunNow when !SkipsNext => null,
        PlanKind.Hold => At is { } until ? PlanEdits.Hold(Basis, Now, until).Edit : null,
        _ => PlanEdits.Skip(Basis, Now).Edit,
    };

    /// <summary>The next run, as the schedule is now.</summary>
    public DateTimeOffset? Next => Basis.Fires(Now).Select(f => (DateTimeOffset?)f).FirstOrDefault();

    /// <summary>How many runs a hold leaves out; at most <paramref name="most"/> are counted.</summary>
    public int LeftOut(int most) => At is { } until ? Basis.Fires(Now).TakeWhile(f => f < until).Take(most).Count() : 0;

    public Change Change => Kind switch
    {
        PlanKind.Skip => new SkipRunChange(Schedule.Detail.Document, Schedule.MachineArn, Next ?? Now),
        PlanKind.Move => new MoveRunChange(Schedule.Detail.Document, Schedule.MachineArn, Next ?? Now, At ?? Now),
        PlanKind.Hold => new HoldChange(Schedule.Detail.Document, Schedule.MachineArn, At ?? Now),
        PlanKind.OneOff => new OneOffChange(Schedule.Detail.Document, Schedule.MachineArn, At ?? Now),
        _ => new RunNowChange(Schedule.Detail.Document, Schedule.MachineArn, SkipsNext ? Next : null),
    };

    /// <summary>A time as it stands in the field.</summary>
    public string Field(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Schedule.Zone!).ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>A local time of tomorrow as it stands in the field.</summary>
    public string Tomorrow(TimeOnly time) => (TimeZoneInfo.ConvertTime(Now, Schedule.Zone!).Date.AddDays(1) + time.ToTimeSpan()).ToString(Form, CultureInfo.InvariantCulture);

    private PlanBasis Basis => PlanBases.Of(Schedule.Detail).Basis!;
}
