using System.Globalization;
using Dashboard.Domain.Schedules;

namespace Dashboard.Tests.Schedules;

internal static partial class Some
{
    public static ScheduleExpression Expression(string text) =>
        ScheduleExpression.TryParse(text, out var expression, out var error) ? expression : throw new FormatException(error.Message);

    public static ScheduleExpressionError Error(string text) =>
        ScheduleExpression.TryParse(text, out _, out var error) ? throw new ArgumentException("It is an expression.", nameof(text)) : error;

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The next fires as local times, separated by commas.</summary>
    public static string Fires(string expression, string zone, string after, int count) => Text(Expression(expression).NextFires(Instant(after), Zone(zone)).Take(count));

    /// <summary>The same, told backwards from the last of them and turned round.</summary>
    public static string FiresBackwards(string expression, string zone, string after, int count)
    {
        var last = Expression(expression).NextFires(Instant(after), Zone(zone)).Take(count).Last();
        return Text(Expression(expression).PreviousFires(last.AddTicks(1), Zone(zone)).TakeWhile(f => f > Instant(after)).Reverse());
    }

    private static string Text(IEnumerable<DateTimeOffset> fires) => string.Join(", ", fires.Select(f => f.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
}
