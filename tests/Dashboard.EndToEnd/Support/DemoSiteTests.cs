using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>The tests that share one <see cref="DemoSite"/>; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoSiteTests : ICollectionFixture<DemoSite>
{
    public const string Name = "Demo site";
}
