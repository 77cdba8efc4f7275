using System.Diagnostics;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Forecasts;
using Dashboard.Features.Schedules;
using Dashboard.Live;
using Dashboard.Web.Tests;

namespace Dashboard.Benchmarks;

/// <summary>What pages compute over thousands of schedules, warm: the list, the search, the forecast and what became of a day's fires.</summary>
internal static class ForecastBenchmark
{
    private const int Rounds = 9;
    private static readonly string[] Zones = ["Asia/Tokyo", "Asia/Tokyo", "Asia/Tokyo", "UTC", "Europe/Berlin", "America/New_York", "Asia/Singapore", "Australia/Sydney"];
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(int count)
    {
        var aws = new ScriptedScheduler();
        for (var i = 0; i < count; i++)
        {
            aws.Put($"job-{i:00000}", Expression(i), Zone(i), $"machine-{i % 2000:0000}");
        }

        var reader = new ScheduleReader(aws.Gateway);
        await reader.ReadAsync(CancellationToken.None);
        var board = Board.Empty with { Schedules = reader.Known, Machines = [.. Enumerable.Range(0, 2000).Select(Machine)], SchedulesAsOf = Now, MachinesAsOf = Now };
        var days = new OperationalDay(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), new TimeOnly(6, 0));
        var (today, first) = (days.Begin(days.DateOf(Now)), new DateOnly(2026, 12, 1));
        Console.WriteLine($"{count} schedules, {board.Machines.Length} machines with {RunReader.Listed} executions each; {Environment.ProcessorCount} processors");

        var table = new ScheduleTable(board.Schedules, Now);
        var source = PlanSource.Create(board, []);
        Median("list, next runs computed and sorted by them", () => new ScheduleTable(board.Schedules, Now).Rows(null, null, ScheduleTable.ByNext).Count);
        Median("search in the list", () => table.Rows("job-004", null, ScheduleTable.ByNext).Count);
        Median("the board made ready for a forecast", () => PlanSource.Create(board, []).Schedules.Length);
        Median("search in the forecast", () => source.Search("machine-004").Schedules.Length);
        Median("next 24 hours", () => source.Plan(Now, Now.AddDays(1), days).Length);
        Median("week", () => source.Plan(today, today.AddDays(7), days).Length);
        Median("month", () => source.Plan(days.Begin(first), days.Begin(first.AddMonths(1)), days).Length);
        Median("month as a calendar", () => MonthDay.Month(source, days, first).Length);
        Median("what became of the fires of a day", () => PastSource.Create(source, [], [], today.AddDays(-1), today).Fires.Length);
        Median("what runs tonight", () => Tonight.Create(source, days, Now).Lines.Length);
    }

    // Of a hundred: two every minute, ten every five minutes, eight hourly, fifty nightly, twenty on weekdays, five at the end of the month, five weekly.
    internal static string Expression(int i) => (i % 100) switch
    {
        0 => "rate(1 minute)",
        1 => "cron(* * * * ? *)",
        < 7 => "rate(5 minutes)",
        < 12 => "cron(0/5 * * * ? *)",
        < 20 => $"cron({i / 100 % 60} * * * ? *)",
        < 70 => $"cron({i / 100 % 60} {i % 6} * * ? *)",
        < 90 => $"cron({i / 100 % 60} {18 + (i % 6)} ? * MON-FRI *)",
        < 95 => $"cron({i / 100 % 60} 23 L * ? *)",
        _ => $"cron({i / 100 % 60} 3 ? * SUN *)",
    };

    internal static string Zone(int i) => Zones[i % Zones.Length];

    private static MachineView Machine(int number)
    {
        var arn = $"arn:aws:states:ap-northeast-1:123456789012:stateMachine:machine-{number:0000}";
        return new MachineView { Arn = arn, Name = $"machine-{number:0000}", RunsAsOf = Now, Runs = [.. Enumerable.Range(0, RunReader.Listed).Select(i => Run(arn, number, i))] };
    }

    private static RunView Run(string machine, int number, int i)
    {
        var at = Now.AddHours(-2 * i).AddSeconds(number % 50);
        return new RunView
        {
            Arn = $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{i}",
            Name = $"{i}",
            Status = ExecutionStatus.Succeeded,
            StartedAt = at,
            StoppedAt = at.AddMinutes(1 + (number % 40)),
            Outcome = Outcome.Normal,
        };
    }

    private static void Median(string what, Func<int> work)
    {
        var size = work();
        var times = Enumerable.Range(0, Rounds).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        }).Order().ToList();
        Console.WriteLine($"{what}: {times[Rounds / 2]:0.0} ms, the worst {times[^1]:0.0} ms ({size})");
    }
}
