using System.Xml.Linq;
using Xunit;

namespace Dashboard.Tests.Architecture;

/// <summary>Who may know whom. The project files are the arrows.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Dashboard.Domain", "")]
    [InlineData("AwsSdk", "")]
    [InlineData("Dashboard.Aws", "AwsSdk Dashboard.Domain")]
    [InlineData("Dashboard.Store", "Dashboard.Domain")]
    [InlineData("Dashboard.Sandbox", "Dashboard.Domain")]
    [InlineData("Dashboard", "Dashboard.Aws Dashboard.Domain Dashboard.Sandbox Dashboard.Store")]
    public void Each_project_knows_only_what_the_design_allows(string project, string allowed)
    {
        var file = XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", project, project + ".csproj"));
        var known = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).Order(StringComparer.Ordinal);
        Assert.Equal(allowed, string.Join(' ', known));
    }

    [Fact]
    public void Only_Aws_names_the_AWS_clients()
    {
        var others = RepositoryRoot.Files("src", "*.cs").Concat(RepositoryRoot.Files("src", "*.razor"))
            .Where(f => !RepositoryRoot.Relative(f).StartsWith("src/Dashboard.Aws/", StringComparison.Ordinal) && !RepositoryRoot.Relative(f).StartsWith("src/AwsSdk/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(f).Any(l => l.Contains("using Amazon.", StringComparison.Ordinal)));
        Assert.Empty(others.Select(RepositoryRoot.Relative));
    }

    [Fact]
    public void The_web_app_names_the_sandbox_in_one_file_only()
    {
        var files = RepositoryRoot.Files("src/Dashboard", "*.cs").Concat(RepositoryRoot.Files("src/Dashboard", "*.razor"))
            .Where(f => File.ReadAllText(f).Contains("Dashboard.Sandbox", StringComparison.Ordinal));
        Assert.Equal(["src/Dashboard/Hosting/DemoSandbox.cs"], files.Select(RepositoryRoot.Relative));
    }
}
