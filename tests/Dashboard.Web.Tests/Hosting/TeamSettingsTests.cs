using Dashboard.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>Team mode starts only where everything about signing in is said, once.</summary>
public sealed class TeamSettingsTests
{
    private static readonly (string, string)[] Provider = [("SignIn:Authority", "https://id.example/realm"), ("SignIn:ClientId", "a"), ("SignIn:ClientSecret", "b"), ("SignIn:DefaultRole", "Viewer")];

    private static readonly (string, string)[] Balancer =
        [("LoadBalancer:Arn", "arn:aws:elasticloadbalancing:ap-northeast-1:1:loadbalancer/app/a/b"), ("LoadBalancer:Issuer", "https://id.example"), ("LoadBalancer:ClientId", "a"), ("SignIn:Roles", "a=Viewer")];

    [Fact]
    public void It_starts_with_a_provider_or_with_a_load_balancer()
    {
        Assert.Equal(DashboardMode.Team, Read(Provider).Mode);
        Assert.Equal("ap-northeast-1", Read(Balancer).LoadBalancer.Region);
        Assert.Equal(DashboardMode.Team, Read([.. Provider[1..], ("SignIn:Authority", "http://127.0.0.1:9/")]).Mode);
    }

    [Fact]
    public void What_is_missing_is_named_and_nothing_else()
    {
        Assert.Contains("Missing: Dashboard__SignIn__Authority, Dashboard__SignIn__ClientId, Dashboard__SignIn__ClientSecret. Where a load balancer", Refusal(), StringComparison.Ordinal);
        Assert.Contains("Missing: Dashboard__SignIn__ClientSecret. See", Refusal([.. Provider.Where(s => s.Item1 != "SignIn:ClientSecret")]), StringComparison.Ordinal);
        Assert.Contains("Missing: Dashboard__LoadBalancer__Issuer, Dashboard__LoadBalancer__ClientId. See", Refusal(Balancer[0]), StringComparison.Ordinal);
        Assert.Contains("Dashboard__SignIn__Roles is missing", Refusal(Provider[..3]), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_doors_are_refused() => Assert.Contains("Keep one", Refusal([.. Provider, .. Balancer]), StringComparison.Ordinal);

    [Theory]
    [InlineData("SignIn:Authority", "http://id.example", "Dashboard__SignIn__Authority")]
    [InlineData("SignIn:Authority", "id.example", "https://")]
    [InlineData("SignIn:SignOutUrl", "javascript:x", "Dashboard__SignIn__SignOutUrl")]
    [InlineData("SignIn:DefaultRole", "Root", "Viewer, Operator, ScheduleEditor, Administrator")]
    [InlineData("SignIn:DefaultRole", "3", "Viewer, Operator, ScheduleEditor, Administrator")]
    [InlineData("SignIn:Roles", "ops", "'ops'")]
    [InlineData("SignIn:Roles", "ops=Operator;admins=Root", "'Root'")]
    [InlineData("SessionHours", "0", "Dashboard__SessionHours")]
    [InlineData("SessionIdleHours", "9999", "744")]
    [InlineData("SessionHours", "NaN", "Dashboard__SessionHours")]
    [InlineData("SignInsPerMinute", "0", "Dashboard__SignInsPerMinute")]
    public void A_wrong_setting_is_named_with_what_is_allowed(string name, string value, string says) =>
        Assert.Contains(says, Refusal([.. Provider.Where(s => s.Item1 != name), (name, value)]), StringComparison.Ordinal);

    [Theory]
    [InlineData("a")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:aws:elasticloadbalancing::1:loadbalancer/app/a/b")]
    public void The_load_balancer_is_an_ARN(string arn) => Assert.Contains("looks like arn:aws:elasticloadbalancing", Refusal([("LoadBalancer:Arn", arn), .. Balancer[1..]]), StringComparison.Ordinal);

    private static string Refusal(params (string Name, string Value)[] settings) => Assert.Throws<StartRefusedException>(() => Read(settings)).Message;

    private static DashboardOptions Read(params (string Name, string Value)[] settings) => DashboardOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Append(("Mode", "Team")).Select(s => KeyValuePair.Create($"Dashboard:{s.Item1}", (string?)s.Item2))).Build(), "/root");
}
