using NCrontab;
using QuartzCron = Quartz.CronExpression;

namespace Dashboard.Benchmarks;

/// <summary>Other libraries beside ours, each with its own text for the same days: whether they give the same ten fires, and how long they take.</summary>
internal static class SchedulePeers
{
    // null: the library has no words for it. Cronos has no years, NCrontab neither years nor L, W and #.
    private static readonly (string Ours, string? Cronos, string? Quartz, string? NCrontab)[] Rows =
    [
        ("cron(0 10 ? * MON-FRI *)", "0 10 * * MON-FRI", "0 0 10 ? * MON-FRI *", "0 10 * * MON-FRI"),
        ("cron(* * * * ? *)", "* * * * *", "0 * * * * ? *", "* * * * *"),
        ("cron(30 2 * * ? *)", "30 2 * * *", "0 30 2 * * ? *", "30 2 * * *"),
        ("cron(0 6 L * ? *)", "0 6 L * *", "0 0 6 L * ? *", null),
        ("cron(0 6 15W * ? *)", "0 6 15W * *", "0 0 6 15W * ? *", null),
        ("cron(15 10 ? * 6L 2027)", null, "0 15 10 ? * 6L 2027", null),
        ("cron(0 0 29 2 ? *)", "0 0 29 2 *", "0 0 0 29 2 ? *", "0 0 29 2 *"),

        // NCrontab takes both day fields together for days that fit both.
        ("cron(0 0 ? 2 2#5 *)", "0 0 * 2 1#5", "0 0 0 ? 2 2#5 *", "0 0 29 2 1"),
        ("cron(0 0 31 2 ? *)", "0 0 31 2 *", "0 0 0 31 2 ? *", "0 0 31 2 *"),
        ("cron(0 0 1 1 ? 2199)", null, "0 0 0 1 1 ? 2199", null),
    ];

    public static void Run(DateTimeOffset now, TimeZoneInfo zone)
    {
        foreach (var (text, cronos, quartz, ncrontab) in Rows)
        {
            var ours = ScheduleBenchmark.Parse(text);
            Console.WriteLine(text);
            Measure("next", () => ours.NextFires(now, zone), Next(now, zone, cronos, quartz, ncrontab));
            Measure("previous", () => ours.PreviousFires(now, zone), Previous(now, zone, cronos, quartz));
        }

        // Through the doubled hour: 02:00 takes place twice on this night.
        var evening = new DateTimeOffset(2026, 10, 24, 22, 30, 0, TimeSpan.Zero);
        Console.WriteLine("every hour, through the doubled one");
        Console.WriteLine($"  ours: {Text(ScheduleBenchmark.Parse("cron(0 * * * ? *)").NextFires(evening, zone), zone)}");
        foreach (var (name, fires) in Next(evening, zone, "0 * * * *", "0 0 * * * ? *", null))
        {
            Console.WriteLine($"  {name}: {Text(fires(), zone)}");
        }
    }

    private static void Measure(string direction, Func<IEnumerable<DateTimeOffset>> ours, IEnumerable<(string Name, Func<IEnumerable<DateTimeOffset>> Fires)> peers)
    {
        var expected = ours().Take(10).ToList();
        var own = ScheduleBenchmark.Best(() => ours().Take(10).Count());
        Console.WriteLine($"  {direction}, ours: {own:0.00} µs");
        foreach (var (name, fires) in peers)
        {
            var found = fires().Take(10).ToList();
            var otherwise = expected.Except(found).Take(1).Select(f => $"not {f:u}").Append($"{found.Count} in place of {expected.Count}");
            var same = found.SequenceEqual(expected) ? "the same" : string.Join(", ", otherwise);
            var micros = ScheduleBenchmark.Best(() => fires().Take(10).Count());
            Console.WriteLine($"  {direction}, {name}: {micros:0.00} µs, {micros / own:0.0} times ours; {same}");
        }
    }

    private static IEnumerable<(string Name, Func<IEnumerable<DateTimeOffset>> Fires)> Next(DateTimeOffset now, TimeZoneInfo zone, string? cronos, string? quartz, string? ncrontab)
    {
        if (cronos is not null)
        {
            var cron = Cronos.CronExpression.Parse(cronos);
            yield return ("Cronos", () => Chain(now, at => cron.GetNextOccurrence(at, zone)));
        }

        if (Quartz(quartz, zone) is { } q)
        {
            yield return ("Quartz", () => Chain(now, q.GetNextValidTimeAfter));
        }

        if (ncrontab is not null)
        {
            // It knows no zones: it is given what the clock on the wall shows, and what it gives back is taken for that.
            var cron = CrontabSchedule.Parse(ncrontab);
            yield return ("NCrontab", () => cron.GetNextOccurrences(TimeZoneInfo.ConvertTime(now, zone).DateTime, new DateTime(2200, 1, 1)).Select(local => new DateTimeOffset(local, zone.GetUtcOffset(local))));
        }
    }

    private static IEnumerable<(string Name, Func<IEnumerable<DateTimeOffset>> Fires)> Previous(DateTimeOffset now, TimeZoneInfo zone, string? cronos, string? quartz)
    {
        if (cronos is not null)
        {
            var cron = Cronos.CronExpression.Parse(cronos);
            yield return ("Cronos", () => Chain(now, at => cron.GetPreviousOccurrence(at, zone)));
        }

        if (Quartz(quartz, zone) is { } q)
        {
            yield return ("Quartz", () => Chain(now, q.GetPreviousValidTimeBefore));
        }
    }

    private static QuartzCron? Quartz(string? text, TimeZoneInfo zone)
    {
        try
        {
            return text is null ? null : new QuartzCron(text, zone);
        }
        catch (FormatException e)
        {
            Console.WriteLine($"  Quartz does not take it: {e.Message}");
            return null;
        }
    }

    // Within AWS's years, also where the library goes on.
    private static IEnumerable<DateTimeOffset> Chain(DateTimeOffset from, Func<DateTimeOffset, DateTimeOffset?> step)
    {
        while (step(from) is { Year: >= 1970 and < 2200 } fire)
        {
            yield return from = fire;
        }
    }

    private static string Text(IEnumerable<DateTimeOffset> fires, TimeZoneInfo zone) =>
        string.Join(", ", fires.Take(5).Select(f => TimeZoneInfo.ConvertTime(f, zone).ToString("HH:mmzzz", null)));
}
