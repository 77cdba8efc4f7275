using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Dashboard.Domain.Executions.Comparisons;
using Xunit;

namespace Dashboard.Tests.Executions.Comparisons;

public sealed class JsonDifferenceTests
{
    private static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => Gen.Int[0, depth > 3 ? 3 : 5].SelectMany(kind => kind switch
    {
        0 => Gen.Int[0, 2].Select(i => (JsonNode?)JsonValue.Create(i)),
        1 => Gen.OneOfConst("a", "日本", "").Select(s => (JsonNode?)JsonValue.Create(s)),
        2 => Gen.Const(() => (JsonNode?)null),
        3 => Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        4 => inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
        _ => Gen.Select(Gen.OneOfConst("x", "y", "状態", "a b"), inner).Array[0, 3]
            .Select(members => (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone())))),
    }));

    [Theory]
    [InlineData("""{"a":1,"b":[1,2],"c":"x"}""", """{"c":"x","b":[1,3,4],"d":{}}""", "$.a Added 1 -|$.b[1] Changed 2 3|$.b[2] Removed - 4|$.d Removed - {}")]
    [InlineData("""{"a b":1}""", """{"a b":2}""", "$[\"a b\"] Changed 1 2")]
    [InlineData("[]", "{}", "$ Changed [] {}")]
    [InlineData("no JSON", "{}", "$ Changed no JSON {}")]
    [InlineData(null, "{}", "$ Removed - {}")]
    [InlineData("1.0", "1", "")]
    [InlineData("""{"a":1,"b":2}""", """{ "b": 2, "a": 1 }""", "")]
    public void Every_difference_has_its_path(string? left, string? right, string changes) =>
        Assert.Equal(changes, string.Join('|', JsonDifference.Between(left, right).Changes.Select(c => $"{c.Path} {c.Kind} {c.Left ?? "-"} {c.Right ?? "-"}")));

    [Fact]
    public void Large_values_are_cut_and_many_changes_are_bounded()
    {
        var many = JsonDifference.Between($"[{string.Join(',', Enumerable.Range(0, 5000))}]", $"[{string.Join(',', Enumerable.Range(1, 5000))}]");
        var large = JsonDifference.Between($"\"{new string('x', 100_000)}\"", "1").Changes[0];

        Assert.Equal((JsonDifference.Most, true), (many.Changes.Length, many.HasMore));
        Assert.True(large.Left!.Length < 1000);
    }

    [Fact]
    public void There_is_no_difference_exactly_where_the_values_are_equal_and_the_other_way_round_it_is_turned_round() =>
        Gen.Select(Value, Value).Sample((left, right) =>
        {
            var (one, other) = (left?.ToJsonString() ?? "null", right?.ToJsonString() ?? "null");
            var difference = JsonDifference.Between(one, other);
            Assert.Equal(JsonNode.DeepEquals(left, right), difference.IsEmpty);
            Assert.Equal(difference.Changes.Select(Turned).Order(StringComparer.Ordinal), JsonDifference.Between(other, one).Changes.Select(Text).Order(StringComparer.Ordinal));
        });

    private static string Text(JsonChange change) => string.Create(CultureInfo.InvariantCulture, $"{change.Path} {change.Kind} {change.Left} {change.Right}");

    private static string Turned(JsonChange change) => Text(new JsonChange(
        change.Path, change.Kind switch { JsonChangeKind.Added => JsonChangeKind.Removed, JsonChangeKind.Removed => JsonChangeKind.Added, var kind => kind }, change.Right, change.Left));
}
