using Dashboard.Ui;
using Xunit;

namespace Dashboard.Web.Tests.Ui;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain 開始", "plain 開始")]
    [InlineData("\u001b[31mred\u001b[0m plain", "ansi-1:red| plain")]
    [InlineData("\u001b[1;4;92mok\u001b[22mstill", "ansi-10 ansi-bold ansi-underline:ok|ansi-10 ansi-underline:still")]
    [InlineData("\u001b[38;5;196mred\u001b[39m-", "ansi-9:red|-")]
    [InlineData("\u001b[38;2;0;0;240mblue", "ansi-4:blue")]
    [InlineData("\u001b[48;5;21;7mback", "ansi-on-4 ansi-inverse:back")]
    [InlineData("\u001b[m\u001b[2K\u001b[1;5Hmoved", "moved")]
    [InlineData("\u001b]8;;https://evil.test\u001b\\link\u001b]8;;\u0007", "link")]
    [InlineData("\u001b[31", "")]
    [InlineData("cut\u001b", "cut")]
    [InlineData("a\tb\r", "a    b")]
    [InlineData("bell\u0007 \u202Egnp.exe", "bell␇ \\u202egnp.exe")]
    public void Colours_become_classes_and_every_other_control_is_dropped_or_made_visible(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', AnsiText.Read(text).Select(p => p.CssClass is null ? p.Text : $"{p.CssClass}:{p.Text}")));

    [Fact]
    public void Whatever_a_container_writes_is_read_without_loss_of_its_letters()
    {
        var random = new Random(4);
        const string Signs = "\u001b[0123456789;m]\u0007\\()ABあ漢\u009b\u202e\ud83d\ude00 \n\r\t";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Signs[random.Next(Signs.Length)]));
            var shown = AnsiText.Plain(text);
            Assert.DoesNotContain(shown, c => c is < ' ' or >= '\u007f' and <= '\u009f' or '\u202e');
        }
    }
}
