using System.Globalization;
using CsCheck;

namespace Dashboard.Tests.Schedules;

/// <summary>A cron expression beside its meaning, told minute by minute and without the code under test.</summary>
internal sealed record NaiveCron(string Text, Func<DateTime, bool> Fits)
{
    private static readonly string[] WeekDays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static readonly Gen<NaiveCron> Any =
        from minute in Field(0, 59)
        from hour in Field(0, 23)
        from month in Field(1, 12)
        from year in Gen.OneOf(Gen.Const<(string Text, Func<int, bool> Fits)>(("*", _ => true)), Field(1970, 2199))
        from days in Gen.OneOf(Days(MonthDay).Select(d => (Month: d.Text, Week: "?", d.Fits)), Days(WeekDay).Select(d => (Month: "?", Week: d.Text, d.Fits)), NthDay)
        select new NaiveCron(
            $"cron({minute.Text} {hour.Text} {days.Month} {month.Text} {days.Week} {year.Text})",
            t => minute.Fits(t.Minute) && hour.Fits(t.Hour) && month.Fits(t.Month) && year.Fits(t.Year) && days.Fits(t));

    /// <summary>Every minute of the window whose local time fits, but not when the clocks show it for the second time.</summary>
    public IEnumerable<DateTimeOffset> Fires(DateTimeOffset after, TimeZoneInfo zone, TimeSpan window)
    {
        HashSet<DateTime> seen = [];
        var minute = new DateTimeOffset(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddHours(-3);
        for (; minute <= after + window; minute = minute.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(minute, zone).DateTime;
            if (seen.Add(local) && minute > after && Fits(local))
            {
                yield return minute;
            }
        }
    }

    private static Gen<(string Month, string Week, Func<DateTime, bool> Fits)> NthDay =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 5], (day, nth) => ("?", $"{day}#{nth}", (Func<DateTime, bool>)(t => Number(t) == day && ((t.Day - 1) / 7) + 1 == nth)));

    private static Gen<(string Text, Func<DateTime, bool> Fits)> MonthDay => Gen.OneOf(
        Field(1, 31).Select(f => (f.Text, (Func<DateTime, bool>)(t => f.Fits(t.Day)))),
        Gen.Const(("L", (Func<DateTime, bool>)(t => t.AddDays(1).Month != t.Month))),
        Gen.Int[1, 31].Select(day => ($"{day}W", (Func<DateTime, bool>)(t => IsNearest(t, day)))));

    private static Gen<(string Text, Func<DateTime, bool> Fits)> WeekDay => Gen.OneOf(
        Gen.Const(("*", (Func<DateTime, bool>)(_ => true))),
        Gen.Const(("L", (Func<DateTime, bool>)(t => t.DayOfWeek == DayOfWeek.Saturday))),
        Gen.Int[1, 7].Select(day => ($"{day}L", (Func<DateTime, bool>)(t => Number(t) == day && t.AddDays(7).Month != t.Month))),
        Gen.Int[1, 7].Select(day => (WeekDays[day - 1], (Func<DateTime, bool>)(t => Number(t) == day))),
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], (a, b) => (From: Math.Min(a, b), To: Math.Max(a, b)))
            .Select(r => ($"{WeekDays[r.From - 1]}-{r.To}", (Func<DateTime, bool>)(t => Number(t) >= r.From && Number(t) <= r.To))));

    private static int Number(DateTime t) => (int)t.DayOfWeek + 1;

    private static bool IsNearest(DateTime t, int day)
    {
        var length = DateTime.DaysInMonth(t.Year, t.Month);
        var work = Enumerable.Range(1, length).Where(d => new DateTime(t.Year, t.Month, d).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return day <= length && t.Day == work.MinBy(d => Math.Abs(d - day));
    }

    private static Gen<(string Text, Func<DateTime, bool> Fits)> Days(Gen<(string Text, Func<DateTime, bool> Fits)> item) =>
        item.Array[1, 3].Select(items => (string.Join(',', items.Select(i => i.Text)), (Func<DateTime, bool>)(t => items.Any(i => i.Fits(t)))));

    private static Gen<(string Text, Func<int, bool> Fits)> Field(int min, int max)
    {
        var value = Gen.Int[min, max];
        var range = Gen.Select(value, value, (a, b) => (From: Math.Min(a, b), To: Math.Max(a, b)));
        var step = Gen.Int[1, Math.Max(2, (max - min) / 2)];
        var item = Gen.OneOf(
            Gen.Const<(string Text, Func<int, bool> Fits)>(("*", _ => true)),
            value.Select(v => (v.ToString(CultureInfo.InvariantCulture), (Func<int, bool>)(n => n == v))),
            range.Select(r => ($"{r.From}-{r.To}", (Func<int, bool>)(n => n >= r.From && n <= r.To))),
            step.Select(s => ($"*/{s}", (Func<int, bool>)(n => (n - min) % s == 0))),
            Gen.Select(value, step, (v, s) => ($"{v}/{s}", (Func<int, bool>)(n => n >= v && (n - v) % s == 0))),
            Gen.Select(range, step, (r, s) => ($"{r.From}-{r.To}/{s}", (Func<int, bool>)(n => n >= r.From && n <= r.To && (n - r.From) % s == 0))));
        return item.Array[1, 2].Select(items => (string.Join(',', items.Select(i => i.Item1)), (Func<int, bool>)(n => items.Any(i => i.Item2(n)))));
    }
}
