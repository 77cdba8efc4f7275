using System.Globalization;
using Bunit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Forecasts;
using Dashboard.Hosting;
using Dashboard.Live;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Dashboard.Web.Tests.Features.Forecasts;

/// <summary>Views of a board with a few schedules, at 10:00 in Tokyo; the day of operations begins at 06:00.</summary>
public abstract class ForecastTest : BunitContext
{
    internal const string Pare = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare";

    internal static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);
    internal static readonly OperationalDay Days = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), new TimeOnly(6, 0));

    protected ForecastTest()
    {
        Speak("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices().AddSingleton(new DashboardOptions { OperationalDay = "06:00" });
    }

    internal static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

    internal static async Task<PlanSource> SourceAsync(IEnumerable<RunView>? runs = null, IEnumerable<PlanMark>? marks = null)
    {
        var aws = new ScriptedScheduler();
        aws.Put("nightly", "cron(30 1 * * ? *)");
        aws.Put("morning", "cron(0 9 * * ? *)");
        aws.Put("overlap", "cron(35 1 * * ? *)");
        aws.Put("often", "rate(1 minute)", machine: "Often");
        var reader = new ScheduleReader(aws.Gateway);
        await reader.ReadAsync(CancellationToken.None);
        var machine = new MachineView { Arn = Pare, Name = "Pare", RunsAsOf = Now, Runs = [.. runs ?? [Run("a", "2026-11-25T16:30:05Z"), Run("b", "2026-11-24T16:30:05Z")]] };
        return PlanSource.Create(Board.Empty with { Schedules = reader.Known, Machines = [machine], SchedulesAsOf = Now, MachinesAsOf = Now }, [.. marks ?? []]);
    }

    internal static RunView Run(string name, string started, string? by = null)
    {
        var at = DateTimeOffset.Parse(started, CultureInfo.InvariantCulture);
        return new RunView { Arn = $"{Pare.Replace("stateMachine", "execution", StringComparison.Ordinal)}:{name}", Name = name, Status = ExecutionStatus.Succeeded, StartedAt = at, StoppedAt = at.AddMinutes(12), Outcome = Outcome.Normal, StartedBy = by };
    }
}
