using Dashboard.Features.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Features.Audit;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("夜間バッチ", "夜間バッチ")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" led by a space", "\" led by a space\"")]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("+81", "'+81")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝１", "'＝１")]
    [InlineData("＠SUM", "'＠SUM")]
    [InlineData("\u001b[31mred\u0007", "␛[31mred␇")]
    [InlineData("\u009b2J\u0000\u007f", "\ufffd2J␀\ufffd")]
    [InlineData("\u001b=1", "␛=1")]
    public void A_cell_is_text_to_a_spreadsheet_and_no_command_to_a_terminal(string? value, string cell) =>
        Assert.Equal($"x,{cell}\r\n", AuditCsv.Line("x", value));
}
