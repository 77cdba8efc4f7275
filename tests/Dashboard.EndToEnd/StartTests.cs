using System.Net;
using System.Net.Sockets;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>What cannot start says why in a sentence, and what to do.</summary>
public sealed class StartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_sandbox_port_is_named_with_the_setting_that_changes_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var dashboard = await DashboardProcess.StartAndEndAsync(new Dictionary<string, string> { ["Dashboard__SandboxUrl"] = $"http://127.0.0.1:{port}" }, Cancel);
        Assert.Equal(1, dashboard.ExitCode);
        Assert.Contains($"{port}", dashboard.Output, StringComparison.Ordinal);
        Assert.Contains("Dashboard__SandboxUrl", dashboard.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", dashboard.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrupt_template_is_named_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("templates").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "broken.yaml"), "Resources:\n  A:\n    Type: AWS::ECS::Cluster\n   Properties: {\n", Cancel);
        await using var dashboard = await DashboardProcess.StartAndEndAsync(new Dictionary<string, string> { ["Dashboard__WorkflowsFolder"] = folder }, Cancel);
        Assert.Equal(1, dashboard.ExitCode);
        Assert.Matches("broken\\.yaml.*4", dashboard.Output);
        Assert.DoesNotContain("   at ", dashboard.Output, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("Dashboard__Mode", "Team", "Missing: Dashboard__SignIn__Authority, Dashboard__SignIn__ClientId, Dashboard__SignIn__ClientSecret.")]
    [InlineData("Dashboard__PathBase", "https://here/", "/batch")]
    [InlineData("Dashboard__Proxies", "proxy.example", "10.0.0.0/16")]
    [InlineData("Dashboard__Mode", "Prod", "Demo, Personal or Team")]
    [InlineData("Dashboard__TimeZone", "Asia/Edo", "IANA")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string name, string value, string says)
    {
        await using var dashboard = await DashboardProcess.StartAndEndAsync(new Dictionary<string, string> { [name] = value }, Cancel);
        Assert.Equal(1, dashboard.ExitCode);
        Assert.Contains(name, dashboard.Output, StringComparison.Ordinal);
        Assert.Contains(says, dashboard.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", dashboard.Output, StringComparison.Ordinal);
    }
}
