using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

public sealed class ConditionLabelTests
{
    [Theory]
    [InlineData("'Variable':'$.s','StringEquals':'\\u7570\\u5e38 \\\"x\\\"'", "$.s = \"異常 \"x\"\"")]
    [InlineData("'Variable':'$.a','NumericGreaterThanEqualsPath':'$.b'", "$.a ≥ $.b")]
    [InlineData("'Variable':'$.a','IsPresent':true", "$.a is there")]
    [InlineData("'Variable':'$.a','IsNumeric':false", "$.a is not a number")]
    [InlineData("'Not':{'Variable':'$.a','IsNull':true}", "not ($.a is null)")]
    [InlineData("'And':[{'Variable':'$.a','IsPresent':true},{'Variable':'$.a','NumericEquals':9}]", "$.a = 9")]
    [InlineData("'And':[{'Variable':'$.a','IsPresent':true},{'Variable':'$.b','NumericEquals':9}]", "$.a is there and $.b = 9")]
    [InlineData("'And':[{'Variable':'$.a','IsPresent':true},{'Variable':'$.a','IsString':true}]", "$.a is a string")]
    [InlineData("'And':[{'Variable':'$.a','IsPresent':true},{'Or':[{'Variable':'$.a','NumericEquals':0},{'Variable':'$.a','NumericEquals':9}]}]", "$.a = 0 or $.a = 9")]
    [InlineData("'And':[{'Or':[{'Variable':'$.a','NumericEquals':1},{'Variable':'$.b','NumericEquals':2}]},{'Variable':'$.c','StringMatches':'{*}'}]", "($.a = 1 or $.b = 2) and $.c ~ \"{*}\"")]
    public void A_condition_reads_as_a_short_sentence_without_JSONs_escapes(string rule, string label)
    {
        var definition = Some.Machine("C", $"'C':{{'Type':'Choice','Choices':[{{{rule},'Next':'D'}}]}},'D':{{'Type':'Succeed'}}");
        Assert.Equal(label, GraphLayout.Create(definition).Edges.Single(e => e.Kind == GraphEdgeKind.Choice).Label);
    }
}
