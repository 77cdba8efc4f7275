using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class ExecutionLinksTests
{
    [Theory]
    [InlineData("arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly", "executions/arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly")]
    [InlineData("arn:aws:states:r:1:execution:M/label:run-1", "executions/arn:aws:states:r:1:execution:M/label:run-1")]
    [InlineData("arn:aws:states:r:1:execution:夜間:a b?#%", "executions/arn:aws:states:r:1:execution:%E5%A4%9C%E9%96%93:a%20b%3F%23%25")]
    public void An_ARN_survives_the_address(string arn, string address)
    {
        Assert.Equal(address, ExecutionLinks.To(arn));
        Assert.Equal(arn, Uri.UnescapeDataString(address["executions/".Length..]));
    }

    [Fact]
    public void A_states_name_is_escaped() => Assert.Equal("executions/a?state=%E2%91%A1%26x&tab=events", ExecutionLinks.To("a", "②&x", "events"));

    [Theory]
    [InlineData("arn:aws:states:r:1:execution:Pare:nightly", "Pare", "nightly")]
    [InlineData("arn:aws:states:r:1:execution:M/label:run-1", "M", "run-1")]
    [InlineData("mistyped", "mistyped", "mistyped")]
    public void The_ARN_names_machine_and_execution(string arn, string machine, string name) =>
        Assert.Equal((machine, name), (ExecutionLinks.Machine(arn), ExecutionLinks.Name(arn)));

    [Fact]
    public void A_files_name_is_valid_on_every_system() => Assert.Equal("夜間-a b__", ExecutionLinks.FileName("arn:aws:states:r:1:execution:夜間:a b?*"));
}
