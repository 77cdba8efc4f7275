using CsCheck;
using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

public sealed class TextWidthTests
{
    [Fact]
    public void A_full_width_character_counts_about_double() =>
        Assert.InRange(TextWidth.Of("警告判定", 13) / TextWidth.Of("abcd", 13), 1.6, 2.2);

    [Theory]
    [InlineData("Run Task (Helloworld:202)", 130, "Run Task|(Helloworld:202)")]
    [InlineData("警告判定警告判定", 60, "警告判定|警告判定")]
    [InlineData("short", 104, "short")]
    [InlineData("", 104, "")]
    public void A_text_breaks_where_words_end_and_else_where_the_line_is_full(string text, double width, string expected) =>
        Assert.Equal(expected, string.Join('|', TextWidth.Wrap(text, 13, width, 3)));

    [Fact]
    public void What_does_not_fit_is_replaced_by_an_ellipsis() =>
        Assert.EndsWith("…", TextWidth.Wrap(new string('あ', 100), 13, 100, 3)[^1], StringComparison.Ordinal);

    [Fact]
    public void Lines_are_never_wider_than_asked() => Gen.Select(Gen.String, Gen.Double[40, 300]).Sample(
        (text, width) => Assert.All(TextWidth.Wrap(text, 13, width, 3), line => Assert.True(TextWidth.Of(line, 13) <= width)));
}
