using Dashboard.Features.Audit;
using Dashboard.Store.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Features.Audit;

public sealed class AuditQueryTests
{
    private const string Machine = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare";

    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [Fact]
    public void Days_are_the_dashboards_and_the_last_one_is_wanted_whole()
    {
        var filter = new AuditQuery(From: "2026-11-01", To: "2026-11-30").Filter(Tokyo);
        Assert.Equal((new DateTimeOffset(2026, 10, 31, 15, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero)), (filter.From, filter.Until));
        filter = new AuditQuery(From: "2026-11-01T00:30", To: "2026-11-01T06:00").Filter(Tokyo);
        Assert.Equal((new DateTimeOffset(2026, 10, 31, 15, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 31, 21, 1, 0, TimeSpan.Zero)), (filter.From, filter.Until));
    }

    [Theory]
    [InlineData("yesterday", "9999-12-31", "sleeping", "Explode")]
    [InlineData("0001-01-01", "", "99", "99")]
    [InlineData("2026-02-30", null, "", "-1")]
    public void What_cannot_be_read_asks_for_nothing(string? from, string? to, string state, string action)
    {
        var filter = new AuditQuery(From: from, To: to, State: state, Action: action).Filter(Tokyo);
        Assert.Equal((null, null, null, null), (filter.From, filter.Until, filter.State, filter.Action));
    }

    [Fact]
    public void States_and_actions_are_read_in_any_case()
    {
        var filter = new AuditQuery(State: "refused", Action: "changeschedule").Filter(Tokyo);
        Assert.Equal((AuditState.Refused, "ChangeSchedule"), (filter.State, filter.Action));
    }

    [Fact]
    public void The_address_about_a_machine_is_about_its_executions_and_schedules_too()
    {
        Assert.Equal("audit?about=arn%3Aaws%3Astates%3Aap-northeast-1%3A123456789012%3AstateMachine%3APare&about=arn%3As", AuditQuery.AddressAbout(Machine, ["arn:s"]));
        var filter = new AuditQuery(About: [Machine + ":7", "arn:s"]).Filter(Tokyo);
        Assert.Equal("arn:aws:states:ap-northeast-1:123456789012:execution:Pare", filter.ExecutionsOf);
        Assert.Equal([Machine + ":7", "arn:s"], filter.Targets);
    }

    [Fact]
    public void The_export_is_asked_for_in_the_pages_own_words()
    {
        Assert.Equal("", new AuditQuery(Q: " ").ToString());
        Assert.Equal("?q=%E5%A4%9C%E9%96%93%20%26&person=sato&state=done", new AuditQuery(Q: "夜間 &", Person: "sato", State: "done").ToString());
    }
}
