using System.Collections.Immutable;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Forecasts;

/// <summary>A planned run as a line of a list: on the page, on paper and in a file.</summary>
/// <param name="Day">Whose hours the times are in.</param>
public sealed record RunLine(PlannedRun Run, DateOnly Day, string Time, string? End, ScheduleView Schedule, string Target, RunView? LastRun)
{
    /// <summary>The lines of a plan.</summary>
    /// <param name="day">Whose hours the times are in, past 24:00 too; null for each run's own.</param>
    public static ImmutableArray<RunLine> Of(IEnumerable<PlannedRun> plan, PlanSource source, OperationalDay days, DateOnly? day = null) => [.. plan.Select(run => new RunLine(
        run,
        day ?? run.Day,
        days.Time(run.At, day ?? run.Day),
        run.Runs && run.Schedule.Usual is not null ? days.Time(run.UsualEnd, day ?? run.Day) : null,
        source.Views[run.Schedule.Id],
        source.Target(run.Schedule),
        run.Schedule.Machine is { } arn ? source.Machines.GetValueOrDefault(arn)?.Runs.FirstOrDefault() : null))];

    /// <summary>What is to be known of it beside its time.</summary>
    public string Notes(PlanSource source, OperationalDay days, IStringLocalizer<ForecastWords> words) => string.Join(" · ", new[]
    {
        Run.Mark is { } mark ? ForecastMarks.Text(mark, days, words) : null,
        Run.IsFolded ? words["Folded", Run.Count, days.Time(Run.At, Day), days.Time(Run.Last, Day)].Value : null,
        Meeting(Run, source, words),
    }.OfType<string>());

    /// <summary>Which run it meets, as a sentence; null for none.</summary>
    public static string? Meeting(PlannedRun run, PlanSource source, IStringLocalizer<ForecastWords> words) => run.Meets is not { } other ? null
        : run.IsFolded ? words["CollidesItself"].Value
        : words["Collides", source.Views[other.Schedule.Id].Detail.Name].Value;

    /// <summary>The last run's state as a sentence; null where its machine has none.</summary>
    public string? LastState(IStringLocalizer<Words> words) => LastRun is not { } run ? null
        : run.Outcome is { } outcome ? words[OutcomeLook.For(outcome, run.HidesFailure).Key].Value + (run.ExitCode is { } code ? $" {code}" : "")
        : words[OutcomeLook.For(run.Status).Key].Value;
}
