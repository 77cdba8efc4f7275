using System.Globalization;
using System.Text;
using System.Text.Json;
using Dashboard.Features.Executions.Json;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions.Json;

public sealed class JsonTreeTests
{
    private const string Cause = """{"Error":"States.TaskFailed","Cause":"{\"Containers\":[{\"Name\":\"app\",\"ExitCode\":9}],\"Overrides\":\"[{\\\"env\\\":\\\"本番\\\"}]\"}","Id":12345678901234567890.10}""";

    [Fact]
    public void JSON_in_texts_is_unpacked_through_every_layer_and_each_row_knows_its_way()
    {
        var tree = JsonTree.Read(Cause)!;
        Assert.Equal(2, tree.Unpacked);
        Assert.Equal(
            ["$", "$.Error", "$.Cause", "$.Cause → $.Containers", "$.Cause → $.Containers[0]", "$.Cause → $.Containers[0].Name", "$.Cause → $.Containers[0].ExitCode", "$.Cause → $.Overrides", "$.Cause → $.Overrides → $[0]", "$.Cause → $.Overrides → $[0].env", "$.Id"],
            Enumerable.Range(0, tree.Items.Count).Select(tree.Path));
        Assert.Equal("本番", tree.Items[9].Copy);
        Assert.Equal("12345678901234567890.10", tree.Items[10].Copy);
        Assert.StartsWith("{\"Containers\"", tree.Items[2].Copy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_unpacking_a_text_stays_a_text() => Assert.Equal(4, JsonTree.Read(Cause, unpack: false)!.Items.Count);

    [Fact]
    public void Closed_rows_hide_what_is_inside_them()
    {
        var tree = JsonTree.Read("""{"a":{"b":[1,2]},"c":3}""")!;
        Assert.Equal([0, 1, 5], tree.Visible(new HashSet<int> { 1 }));
        Assert.Equal([0, 1, 2, 5], tree.Visible(new HashSet<int> { 2 }));
        Assert.Equal([0], tree.Visible(new HashSet<int> { 0 }));
    }

    [Fact]
    public void A_search_looks_at_names_and_values_inside_texts_too()
    {
        var tree = JsonTree.Read(Cause)!;
        Assert.Equal(["$.Cause → $.Containers[0].ExitCode"], tree.Find("exitcode").Select(tree.Path));
        Assert.Equal(["$.Cause → $.Overrides → $[0].env"], tree.Find("本番").Select(tree.Path));
        Assert.Empty(tree.Find(""));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public void What_is_no_JSON_has_no_tree(string text) => Assert.Null(JsonTree.Read(text));

    [Fact]
    public void Broken_halves_of_characters_and_bottomless_nesting_do_no_harm()
    {
        Assert.Equal("\\ud800", JsonTree.Read("""{"\ud800":"\ud800"}""")!.Items[1].Copy);
        Assert.Null(JsonTree.Read(new string('[', 100_000)));
        var nested = "1";
        for (var i = 0; i < 14; i++)
        {
            nested = $"[{JsonSerializer.Serialize(nested)}]";
        }

        Assert.True(JsonTree.Read(nested)!.Unpacked <= JsonTree.DeepestLayer);
    }

    [Fact]
    public void A_document_of_256_KiB_is_flattened_in_a_blink()
    {
        var text = new StringBuilder("{");
        for (var i = 0; text.Length < 256 * 1024; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}\"key{i}\":{{\"n\":{i},\"s\":\"v\"}}");
        }

        text.Append('}');
        var tree = JsonTree.Read(text.ToString())!;
        Assert.True(tree.Items.Count > 20_000);
        Assert.NotEmpty(tree.Find("key777"));
    }
}
