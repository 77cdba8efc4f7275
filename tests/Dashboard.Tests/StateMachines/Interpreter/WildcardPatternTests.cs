using Dashboard.Domain.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class WildcardPatternTests
{
    [Theory]
    [InlineData("log-20261102.txt", "log-*.txt", true)]
    [InlineData("log-.txt", "log-*.txt", true)]
    [InlineData("log.txt", "log-*.txt", false)]
    [InlineData("abcabd", "*abd", true)]
    [InlineData("ExitCode\":90", "*ExitCode\":9", false)]
    [InlineData("a*b", "a\\*b", true)]
    [InlineData("axb", "a\\*b", false)]
    [InlineData("a\\b", "a\\\\b", true)]
    [InlineData("", "*", true)]
    [InlineData("", "", true)]
    [InlineData("x", "", false)]
    public void A_star_stands_for_any_letters(string text, string pattern, bool fits) => Assert.Equal(fits, WildcardPattern.Matches(text, pattern));

    [Fact]
    public void A_hostile_pattern_takes_no_time() => Assert.False(WildcardPattern.Matches(new string('a', 20_000), string.Concat(Enumerable.Repeat("*a", 200)) + "b"));
}
