using Dashboard.Domain.StateMachines.Interpreter.Intrinsics;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class IntrinsicFunctionsTests
{
    [Theory]
    [InlineData(@"States.Format('It\'s {} of \{{}\}', 1, $.n)", """ "It's 1 of {2}" """)]
    [InlineData("States.StringToJson('{\"a\":[1]}')", """{"a":[1]}""")]
    [InlineData("States.JsonToString($)", """ "{\"n\":2}" """)]
    [InlineData("States.MathAdd(States.ArrayLength(States.Array(1, 'two', null)), -1)", "2")]
    [InlineData("States.ArrayRange(10, 1, -4)", "[10,6,2]")]
    [InlineData("States.ArrayUnique(States.Array(1, 1, 'a'))", """[1,"a"]""")]
    [InlineData("States.Base64Decode(States.Base64Encode('日本'))", "\"日本\"")]
    [InlineData("States.ArrayUnique(States.Array(true, false, true, null, 1))", "[null,1,false,true]")]
    [InlineData("States.ArrayPartition(States.Array(1, 2, 3), 2.6)", "[[1,2],[3]]")]
    [InlineData("States.ArrayRange(5.4, -0.6, -2.4)", "[5,3,1]")]
    [InlineData("States.ArrayGetItem(States.Array(10, 20), 1.2)", "20")]
    [InlineData("States.ArrayGetItem($.none[*], 0)", "null")]
    [InlineData("States.MathAdd(1.5, -1.5)", "1")]
    [InlineData("States.MathRandom(7, 8, 42)", "7")]
    [InlineData("States.JsonMerge($, States.StringToJson('{\"m\":{}}'), 'deep')", """{"n":2,"m":{}}""")]
    [InlineData("States.JsonToString(States.Array(12345678.9, 0.0001, 1.0, 100))", """ "[1.23456789E7,1.0E-4,1.0,100]" """)]
    [InlineData("States.Format('{} {} {}', States.Array('a', 1.50), $, null)", """ "[a, 1.5] {n=2} null" """)]
    [InlineData("States.StringSplit('a b', '')", """["a b"]""")]
    [InlineData("States.StringSplit(',a,,b', ',')", """["a","b"]""")]
    [InlineData("States.Base64Decode(' YWJj!ZA')", "\"abcd\"")]
    [InlineData("States.Base64Decode('%')", "\"\"")]
    [InlineData("States.StringToJson('')", "null")]
    [InlineData("States.Array($.l[9])", null)]
    [InlineData("States.ArrayRange(0, 5000, 1)", null)]
    [InlineData("States.ArrayRange(0, 1, 0)", null)]
    [InlineData("States.MathAdd('1', 1)", null)]
    [InlineData("States.Hash('x', 'CRC')", null)]
    [InlineData("States.MathAdd(2147483647, 1)", null)]
    [InlineData("States.MathRandom(1.4, 1.6)", null)]
    [InlineData("States.Array(1, ", null)]
    [InlineData("States.StringToJson('{')", null)]
    [InlineData("States.Format('{} {}', 1)", null)]
    [InlineData("States.JsonMerge($, $, true)", null)]
    [InlineData("States.Nothing()", null)]
    [InlineData("States.UUID(1)", null)]
    [InlineData("States.Format('", null)]
    [InlineData("States.Array(1", null)]
    [InlineData("States.Array(1) + 2", null)]
    [InlineData("no call", null)]
    public void A_call_gives_its_value_or_fails_the_state(string call, string? expected)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(call);

        var end = Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":{{{{text}}}}},"End":true}}}""", """{"n":2}""").ToEnd();

        Assert.Equal(expected is null ? null : $$"""{"v":{{expected.Trim()}}}""", end.Output);
        Assert.StartsWith(expected is null ? "An error occurred while executing the state 'A' (entered at the event id #2). " : "", end.Cause ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("States.Format('{}', $.nope)", "The JsonPath argument for the field '$.nope' could not be found in the input '{\"n\":2}'")]
    [InlineData("States.Array( 1,States.Format('{}', $.nope) )", "The JsonPath argument for the field '$.nope' could not be found in the input '{\"n\":2}'")]
    [InlineData("States.Format('{}', $.n[0])", "Filter: [0] can only be applied to arrays. Current context is: 2")]
    [InlineData("States.MathAdd($.n, 'x')", "Invalid arguments in States.MathAdd")]
    [InlineData("States.ArrayRange(0, 1000, 1)", "Invalid arguments in States.ArrayRange")]
    [InlineData("States.Format('{} {}', $.n)", "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.")]
    public void A_failure_names_the_whole_expression_and_cannot_be_caught(string call, string problem)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(call);

        var end = Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":{{{{text}}}}},"End":true}}}""", """{"n":2}""").ToEnd();

        Assert.Equal(("States.Runtime", $"An error occurred while executing the state 'A' (entered at the event id #2). The function '{call}' had the following error: {problem}"), (end.Error, end.Cause));
    }

    [Fact]
    public void A_seed_draws_what_Java_draws()
    {
        Assert.Equal(0.7275636800328681, new JavaRandom(42).NextDouble());
        Assert.Equal(30, new JavaRandom(42).Next(0, 100));
        Assert.InRange(new JavaRandom(42).Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
    }
}
