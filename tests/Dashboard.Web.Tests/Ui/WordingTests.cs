using System.Globalization;
using Dashboard.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Ui;

public sealed class WordingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", 0, "0 s")]
    [InlineData("en", 59.6, "1 m 00 s")]
    [InlineData("en", 724, "12 m 04 s")]
    [InlineData("ja", 724, "12分04秒")]
    [InlineData("en", 24420, "6 h 47 m")]
    [InlineData("en", 180000, "2 d 2 h")]
    [InlineData("en", -5, "0 s")]
    public void Durations_read_as_operators_write_them(string culture, double seconds, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        using var services = new ServiceCollection().AddLocalization().AddLogging().BuildServiceProvider();
        Assert.Equal(expected, Durations.Text(TimeSpan.FromSeconds(seconds), services.GetRequiredService<IStringLocalizer<Words>>()));
    }

    [Theory]
    [InlineData("Asia/Tokyo", "21:00 JST")]
    [InlineData("UTC", "12:00 UTC")]
    [InlineData("Europe/Berlin", "14:00 UTC+2")]
    [InlineData("Europe/London", "13:00 UTC+1")]
    [InlineData("Asia/Kolkata", "17:30 UTC+5:30")]
    [InlineData("America/New_York", "08:00 UTC-4")]
    public void A_time_carries_its_zone(string zone, string expected) =>
        Assert.Equal(expected, Zones.Format(Noon, TimeZoneInfo.FindSystemTimeZoneById(zone), "HH:mm"));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("parallel-always-followup", 11, "paral…lowup")]
    [InlineData("【先行】ECS RunTask ①", 7, "【先行…k ①")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…👨‍👩‍👧")]
    public void A_long_name_loses_its_middle_and_no_character_is_cut(string text, int max, string expected) => Assert.Equal(expected, Ellipsis.Middle(text, max));
}
