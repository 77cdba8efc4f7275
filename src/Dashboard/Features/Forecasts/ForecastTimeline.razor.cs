using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Features.Executions;
using Dashboard.Features.Machines;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Forecasts;

/// <summary>Planned and real runs over time.</summary>
public sealed partial class ForecastTimeline : ComponentBase
{
    private List<ForecastRow> _rows = [];

    [Parameter, EditorRequired]
    public required PlanSource Source { get; set; }

    [Parameter, EditorRequired]
    public ImmutableArray<PlannedRun> Plan { get; set; }

    [Parameter, EditorRequired]
    public required OperationalDay Days { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset From { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset To { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    private bool IsLong => To - From > TimeSpan.FromDays(3);

    protected override void OnParametersSet() => _rows = [.. Plan.GroupBy(r => r.Schedule.Machine ?? r.Schedule.Id, StringComparer.Ordinal)
        .Select(group => Row(group.Key, [.. group])).OrderBy(row => row.Name, StringComparer.Ordinal)];

    private ForecastRow Row(string arn, ImmutableArray<PlannedRun> runs)
    {
        var schedule = Source.Views[runs[0].Schedule.Id].Detail;
        var isMachine = runs[0].Schedule.Machine is not null;
        var really = isMachine ? Source.Machines.GetValueOrDefault(arn)?.Runs.Where(r => r.StartedAt < To && (r.StoppedAt ?? Now) > From) ?? [] : [];
        return new ForecastRow(
            Source.Target(runs[0].Schedule),
            isMachine ? MachineLinks.To(Arn.Name(arn)) : MachineLinks.ToSchedule(schedule.Group, schedule.Name),
            [.. runs.Select(Planned), .. really.Select(Actual)]);
    }

    private ForecastBar Planned(PlannedRun run)
    {
        var schedule = Source.Views[run.Schedule.Id].Detail;
        var css = string.Join(' ', new[]
        {
            "is-planned", run.IsFolded ? "is-folded" : null, run.Meets is null ? null : "meets", run.Runs ? null : "is-left-out",
            run.Schedule.Usual is null && !run.IsFolded ? "is-short" : null, run.UsualEnd < Now ? "is-over" : null,
        }.OfType<string>());
        var title = string.Join(" · ", new[]
        {
            L["Planned", run.IsFolded ? L["Folded", run.Count, Clock(run.At), Clock(run.Last)] : Clock(run.At)].Value,
            schedule.Name,
            run.Schedule.Usual is { } usual ? L["UsualText", Durations.Text(usual, W)].Value : null,
            run.Mark is { } mark ? ForecastMarks.Text(mark, Days, L) : null,
            RunLine.Meeting(run, Source, L),
        }.OfType<string>());
        return Bar(run.At, run.UsualEnd, css, title, MachineLinks.ToSchedule(schedule.Group, schedule.Name));
    }

    private ForecastBar Actual(RunView run)
    {
        var look = run.Outcome is { } outcome ? OutcomeLook.For(outcome, run.HidesFailure) : OutcomeLook.For(run.Status);
        return Bar(run.StartedAt, run.StoppedAt ?? Now, "is-actual " + look.CssClass, L["Actual", Clock(run.StartedAt), W[look.Key], Durations.Text(run.DurationAt(Now), W)], ExecutionLinks.To(run.Arn));
    }

    private ForecastBar Bar(DateTimeOffset from, DateTimeOffset to, string css, string title, string href)
    {
        var (left, right) = (At(from), At(to));
        return new ForecastBar(left, right - left, css, title, href);
    }

    private string Clock(DateTimeOffset at) => $"{Days.DateOf(at).ToString("MM-dd", CultureInfo.InvariantCulture)} {Days.Time(at)}";

    private IEnumerable<DateTimeOffset> Marks()
    {
        for (var day = Days.DateOf(From); Days.Begin(day) < To; day = day.AddDays(1))
        {
            var end = Days.Begin(day.AddDays(1));
            for (var at = Days.Begin(day); at < end && at < To; at += IsLong ? TimeSpan.FromDays(2) : TimeSpan.FromHours(3))
            {
                yield return at;
            }
        }
    }

    private string MarkText(DateTimeOffset at) => IsLong ? Days.DateOf(at).ToString("MM-dd (ddd)", CultureInfo.CurrentCulture) : Days.Time(at);

    private double At(DateTimeOffset at) => Math.Clamp((at - From) / (To - From), 0, 1) * 100;

    private string Percent(DateTimeOffset at) => Percent(At(at));

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###}%");
}
