using System.Diagnostics;
using CsCheck;
using Dashboard.Domain.Schedules;
using Dashboard.Tests.Schedules;

namespace Dashboard.Benchmarks;

/// <summary>What the next and the previous ten runs of a schedule cost, what the first use of a zone costs, and what other libraries take for the same.</summary>
internal static class ScheduleBenchmark
{
    private const int Expressions = 2000;
    private const string Seed = "000eQsSzojf2";
    private static readonly DateTimeOffset Now = new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Named =
        ["cron(0 10 ? * MON-FRI *)", "cron(* * * * ? *)", "cron(0 0 29 2 ? *)", "cron(0 0 ? 2 2#5 *)", "cron(0 0 31 2 ? *)", "cron(0 0 1 1 ? 2199)", "rate(5 minutes)", "at(2026-12-31T23:00:00)"];

    public static void Run()
    {
        foreach (var id in (string[])["Asia/Tokyo", "America/New_York", "Africa/Casablanca", "Europe/Berlin"])
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            zone.GetUtcOffset(Now);
            var first = Parse("cron(0 10 * * ? *)");
            var watch = Stopwatch.StartNew();
            Next(first, zone);
            Console.WriteLine($"first use of {id}: {watch.Elapsed.TotalMilliseconds:0.00} ms");
        }

        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var random = NaiveCron.Any.Array[Expressions].Single(_ => true, Seed).Select(c => Parse(c.Text)).ToArray();
        for (var i = 0; i < 20; i++)
        {
            foreach (var e in random)
            {
                Next(e, berlin);
                Previous(e, berlin);
            }
        }

        foreach (var expression in Named.Select(Parse))
        {
            Console.WriteLine($"{expression}: next {Best(() => Next(expression, berlin)):0.00}, previous {Best(() => Previous(expression, berlin)):0.00} µs");
        }

        Spread("next", random, e => Next(e, berlin));
        Spread("previous", random, e => Previous(e, berlin));
        SchedulePeers.Run(Now, berlin);
    }

    /// <summary>The best of ten rounds of a hundred, in µs: what is measured is the work, not the neighbours on the machine.</summary>
    public static double Best(Func<int> work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 100; i++)
            {
                work();
            }

            best = Math.Min(best, watch.Elapsed.TotalMicroseconds / 100);
        }

        return best;
    }

    public static ScheduleExpression Parse(string text) =>
        ScheduleExpression.TryParse(text, out var expression, out var error) ? expression : throw new FormatException(error.Message);

    private static void Spread(string name, ScheduleExpression[] random, Func<ScheduleExpression, int> work)
    {
        var all = random.Select(e => (e.Text, Micros: Best(() => work(e)))).OrderBy(e => e.Micros).ToArray();
        Console.WriteLine($"{Expressions} random expressions, {name}: median {all[Expressions / 2].Micros:0.00}, 99 % {all[Expressions * 99 / 100].Micros:0.00}, slowest {all[^1].Micros:0.00} µs ({all[^1].Text})");
    }

    private static int Next(ScheduleExpression expression, TimeZoneInfo zone) => expression.NextFires(Now, zone).Take(10).Count();

    private static int Previous(ScheduleExpression expression, TimeZoneInfo zone) => expression.PreviousFires(Now, zone).Take(10).Count();
}
