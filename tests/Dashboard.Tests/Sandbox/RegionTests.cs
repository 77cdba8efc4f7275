using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox;

public sealed class RegionTests
{
    [Theory]
    [InlineData(true, "eu-west-3")]
    [InlineData(false, "ap-northeast-1")]
    public void The_first_signed_request_settles_the_region_where_none_was_given(bool isOpen, string region)
    {
        var arns = new Arns("ap-northeast-1", "123456789012", isOpen);
        arns.Settle("");
        arns.Settle("AWS4-HMAC-SHA256 Credential=any/20261123/eu-west-3/states/aws4_request, SignedHeaders=host, Signature=0");
        arns.Settle("AWS4-HMAC-SHA256 Credential=any/20261123/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0");
        Assert.Equal($"arn:aws:states:{region}:123456789012:stateMachine:m", arns.StateMachine("m"));
    }
}
