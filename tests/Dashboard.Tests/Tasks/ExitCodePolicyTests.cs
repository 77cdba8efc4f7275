using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Tasks;

public sealed class ExitCodePolicyTests
{
    [Theory]
    [InlineData(0, Outcome.Normal)]
    [InlineData(9, Outcome.Warning)]
    [InlineData(1, Outcome.Abnormal)]
    [InlineData(90, Outcome.Abnormal)]
    [InlineData(137, Outcome.Abnormal)]
    public void By_default_0_is_normal_9_a_warning_and_all_else_abnormal(int code, Outcome outcome) =>
        Assert.Equal(outcome, ExitCodePolicy.Default.Judge(code));

    [Theory]
    [InlineData(0, Outcome.Normal)]
    [InlineData(10, Outcome.Warning)]
    [InlineData(99, Outcome.Warning)]
    [InlineData(100, Outcome.Abnormal)]
    public void A_tag_can_say_otherwise(int code, Outcome outcome) =>
        Assert.Equal(outcome, ExitCodePolicy.Parse("0-9=normal 10-99=warning *=abnormal").Judge(code));

    [Theory]
    [InlineData("0=fine", "'fine' is not an outcome; normal, warning and abnormal are.")]
    [InlineData("0..9=normal", "'0..9' is not an exit code, a range such as 10-99, or *.")]
    [InlineData("9-0=normal", "'9-0' is not an exit code, a range such as 10-99, or *.")]
    [InlineData("normal", "'normal' is not CODES=OUTCOME, such as 0=normal or 10-99=warning.")]
    [InlineData(" ", "An exit code policy names at least one code, such as 0=normal.")]
    public void A_wrong_policy_is_refused_with_the_part_that_is_wrong(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ExitCodePolicy.Parse(text)).Message);
}
