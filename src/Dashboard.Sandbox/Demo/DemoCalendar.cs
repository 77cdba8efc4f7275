namespace Dashboard.Sandbox.Demo;

/// <summary>Days and times as the demo's operators in Tokyo count them.</summary>
internal static class DemoCalendar
{
    private static readonly TimeSpan Tokyo = TimeSpan.FromHours(9);

    /// <summary>Days since 1970.</summary>
    public static int Day(DateTimeOffset time) => (int)((time + Tokyo - DateTimeOffset.UnixEpoch).TotalDays);

    public static DateTimeOffset At(int day, TimeSpan clock) => DateTimeOffset.UnixEpoch.AddDays(day) + clock - Tokyo;

    public static DateTime Local(DateTimeOffset time) => time.ToOffset(Tokyo).DateTime;
}
