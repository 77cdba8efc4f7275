using System.Text.Json;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.Executions;
using Xunit;

namespace Dashboard.Tests.Tasks;

public sealed class CauseDecoderTests
{
    [Theory]
    [InlineData("plain text, no JSON")]
    [InlineData("")]
    [InlineData("{ \"cut\": \"of")]
    [InlineData("12")]
    [InlineData("{\"half\":\"\\ud800\"}")]
    public void Text_that_is_no_json_stays_as_it_is(string text) => Assert.Equal(text, CauseDecoder.Decode(text));

    [Fact]
    public void Json_in_strings_in_json_becomes_one_readable_text()
    {
        var decoded = CauseDecoder.Decode(Some.ChildAnswer("FAILED", "States.TaskFailed", Some.ChildAnswer("FAILED", "States.TaskFailed", Some.EcsTask(12, "理由"))));

        using var json = JsonDocument.Parse(decoded);
        var container = json.RootElement.GetProperty("Cause").GetProperty("Cause").GetProperty("Containers")[0];
        Assert.Equal(12, container.GetProperty("ExitCode").GetInt32());
        Assert.Contains("\"Reason\": \"理由\"", decoded, StringComparison.Ordinal);
        Assert.DoesNotContain("\\\"", decoded, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_beyond_the_tenth_stay_text()
    {
        var text = "{\"n\":0}";
        for (var i = 0; i < 12; i++)
        {
            text = JsonSerializer.Serialize(new { n = text });
        }

        Assert.Contains("\\", CauseDecoder.Decode(text), StringComparison.Ordinal);
    }
}
