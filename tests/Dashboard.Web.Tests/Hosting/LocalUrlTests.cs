using Dashboard.Hosting;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/machines?q=a", "/machines?q=a")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Only_addresses_on_this_site_are_gone_back_to(string? given, string expected) => Assert.Equal(expected, LocalUrl.OrHome(given));
}
