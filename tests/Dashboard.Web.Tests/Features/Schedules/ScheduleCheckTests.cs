using System.Globalization;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Features.Schedules.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

public sealed class ScheduleCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private static readonly ScheduleDocument Held = ScheduleDocument.Parse("""{"ScheduleExpression":"cron(0 10 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","State":"ENABLED","Target":{}}""");
    private static readonly ScheduleDraft AsRead = ScheduleDraft.Of(Held);

    [Theory]
    [InlineData("cron(0 10 * * ? *)", "Asia/Tokyo", true, true, SaveBlock.NothingChanged)]
    [InlineData("cron(0 11 * * ? *)", "Asia/Tokyo", true, true, null)]
    [InlineData("cron(0 10 * * ? *)", "Asia/Tokyo", false, true, null)]
    [InlineData("cron(0 10 * * *)", "Asia/Tokyo", true, true, SaveBlock.WrongExpression)]
    [InlineData("cron(0 10 * * ? *)", "Asia/Edo", true, true, SaveBlock.UnknownZone)]
    [InlineData("cron(0 11 * * ? *)", "Asia/Tokyo", true, false, SaveBlock.NotAllowed)]
    public void It_can_be_saved_when_it_is_right_changed_and_allowed(string expression, string zone, bool enabled, bool mayChange, SaveBlock? expected) =>
        Assert.Equal(expected, ScheduleCheck.Create(AsRead.SetText(ScheduleDraft.ExpressionPath, expression).SetText(ScheduleDraft.ZonePath, zone).SetText(ScheduleDraft.StatePath, enabled ? "ENABLED" : "DISABLED"), Held, mayChange, Now).Block);

    [Fact]
    public void What_was_changed_elsewhere_since_is_not_saved_over() =>
        Assert.Equal(SaveBlock.ChangedElsewhere, ScheduleCheck.Create(AsRead.SetText(ScheduleDraft.ExpressionPath, "cron(0 11 * * ? *)"), Held.With(new MemberEdit("State", "\"DISABLED\"")), true, Now).Block);

    [Fact]
    public void What_AWS_holds_in_a_form_that_is_not_understood_can_still_be_switched_off()
    {
        var held = Held.With(new MemberEdit("ScheduleExpression", "\"cron(0 10 LW * ? *)\""));
        var check = ScheduleCheck.Create(ScheduleDraft.Of(held).SetText(ScheduleDraft.StatePath, "DISABLED"), held, true, Now);
        Assert.Equal((true, null), (check.Error is not null, check.Block));
    }

    [Fact]
    public void A_rate_that_is_typed_counts_from_now_as_it_will_when_it_is_written()
    {
        var held = Held.With(new MemberEdit("ScheduleExpression", "\"rate(50 minutes)\""), new MemberEdit("LastModificationDate", $"{Now.AddMinutes(-10).ToUnixTimeSeconds()}"));
        Assert.Equal(Now.AddMinutes(40), ScheduleCheck.Create(ScheduleDraft.Of(held), held, true, Now).Next[0].At);
        Assert.Equal(Now.AddMinutes(30), ScheduleCheck.Create(ScheduleDraft.Of(held).SetText(ScheduleDraft.ExpressionPath, "rate(30 minutes)"), held, true, Now).Next[0].At);
    }

    [Fact]
    public void The_next_ten_are_shown_in_the_schedules_zone()
    {
        var next = ScheduleCheck.Create(AsRead, Held, true, Now).Next;
        Assert.Equal((10, "2026-11-24T10:00:00+09:00"), (next.Length, next[0].At.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Every_kind_of_error_has_a_sentence(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        using var services = new ServiceCollection().AddLocalization().AddLogging().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<ScheduleWords>>();
        foreach (var kind in Enum.GetValues<ScheduleErrorKind>())
        {
            var sentence = ScheduleErrorWords.Sentence(new ScheduleExpressionError(kind, "hours", "99", "0-23"), words);
            Assert.DoesNotContain("Error_", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("Field_", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Zones_are_found_by_their_city()
    {
        Assert.Equal("Asia/Tokyo", TimeZones.Search("tok").First());
        Assert.Equal("America/New_York", TimeZones.Search("new y").First());
        Assert.Contains("UTC", TimeZones.Search("utc"));
    }
}
