using Dashboard.Hosting;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

public sealed class ProxiesTests
{
    [Fact]
    public void Nobody_is_believed_who_is_not_named()
    {
        Assert.Null(Proxies.Read(null));
        Assert.Null(Proxies.Read(" "));
        var believed = Proxies.Read("10.0.0.0/16, 192.0.2.1 fd00::/8")!;
        Assert.Equal((1, 2), (believed.KnownProxies.Count, believed.KnownIPNetworks.Count));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("/", null)]
    [InlineData("/batch", "/batch")]
    [InlineData("/ops/batch/", "/ops/batch")]
    public void A_path_is_kept_as_links_need_it(string? given, string? kept) => Assert.Equal(kept, Proxies.ReadPathBase(given));

    [Theory]
    [InlineData("batch")]
    [InlineData("//evil.example")]
    [InlineData("/a/../b")]
    [InlineData("/a b")]
    [InlineData("/a\"><script>")]
    public void What_is_no_path_is_refused(string given) => Assert.Contains("Dashboard__PathBase", Assert.Throws<StartRefusedException>(() => Proxies.ReadPathBase(given)).Message, StringComparison.Ordinal);
}
