using Dashboard.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

public sealed class DashboardOptionsTests
{
    [Fact]
    public void Without_settings_it_is_a_demonstration_with_a_database_of_its_own()
    {
        var options = Read();
        Assert.Equal((DashboardMode.Demo, "/root/data/demo.db"), (options.Mode, options.DatabaseFile));
    }

    [Fact]
    public void The_audit_log_is_kept_for_ever_unless_a_setting_says_otherwise() =>
        Assert.Equal((null, 400), (Read().AuditRetentionDays, Read(("AuditRetentionDays", "400")).AuditRetentionDays));

    [Theory]
    [InlineData("Mode", "Tema", "Demo, Personal or Team")]
    [InlineData("Mode", "7", "Demo, Personal or Team")]
    [InlineData("TimeZone", "Asia/Edo", "IANA")]
    [InlineData("OperationalDay", "24:00", "00:00 to 23:59")]
    [InlineData("OperationalDay", "6", "such as 06:00")]
    [InlineData("Token", "short", "16 characters")]
    [InlineData("AuditRetentionDays", "0", "1 to 36500")]
    [InlineData("AuditRetentionDays", "-5", "for ever")]
    [InlineData("AuditRetentionDays", "a year", "number of days")]
    public void A_wrong_setting_is_refused_in_a_sentence_that_names_it(string name, string value, string says)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read((name, value)));
        Assert.Contains($"Dashboard__{name}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    private static DashboardOptions Read(params (string Name, string Value)[] settings) => DashboardOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Dashboard:{s.Name}", (string?)s.Value))).Build(), "/root");
}
