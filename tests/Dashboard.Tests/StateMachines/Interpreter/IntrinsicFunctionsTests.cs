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
    [InlineData("States.ArrayGetItem($.none[*], 0)", null)]
    [InlineData("States.ArrayRange(0, 5000, 1)", null)]
    [InlineData("States.ArrayRange(0, 1, 0)", null)]
    [InlineData("States.MathAdd('1', 1)", null)]
    [InlineData("States.Hash('x', 'CRC')", null)]
    [InlineData("States.Base64Decode('%')", null)]
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
}
