using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Tasks;

public sealed class JsonSkimTests
{
    private static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => Gen.Int[0, depth > 4 ? 3 : 5].SelectMany(kind => kind switch
    {
        0 => Gen.Double[-1e6, 1e6].Select(i => (JsonNode?)JsonValue.Create(i)),
        1 => Gen.OneOfConst("", "日本", "a\"b", "\\", "{[", "]}\\\"", "\u0001\n", "x, y: z").Select(s => (JsonNode?)JsonValue.Create(s)),
        2 => Gen.Const(() => (JsonNode?)null),
        3 => Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        4 => inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
        _ => Gen.Select(Gen.OneOfConst("x", "TaskArn", "状態", "}"), inner).Array[0, 4]
            .Select(members => (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone())))),
    }));

    [Fact]
    public void It_finds_in_any_JSON_what_a_parser_finds() =>
        Gen.Select(Value, Gen.Bool).Sample((value, indented) =>
        {
            var text = value?.ToJsonString(new JsonSerializerOptions { WriteIndented = indented }) ?? "null";
            using var document = JsonDocument.Parse(text);
            var skim = new JsonSkim(text);
            Assert.Equal(Leaves(document.RootElement), Leaves(ref skim));
            Assert.True(skim.IsAtEnd);

            var whole = new JsonSkim(text + " ");
            whole.Skip();
            Assert.True(whole.IsAtEnd);
        });

    [Fact]
    public void Whatever_is_cut_off_ends_with_an_error_and_never_with_an_answer() =>
        Gen.Select(Value, Gen.Double[0, 1]).Sample((value, part) =>
        {
            var text = new JsonObject { ["a"] = value?.DeepClone() }.ToJsonString();
            var cut = text[..(int)((text.Length - 1) * part)];
            Assert.Throws<FormatException>(() => new JsonSkim(cut).Skip());
        });

    private static string Leaves(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => string.Concat(json.EnumerateObject().Select(m => $"{JsonEncodedText.Encode(m.Name)}:{Leaves(m.Value)};")),
        JsonValueKind.Array => string.Concat(json.EnumerateArray().Select(i => $"{Leaves(i)},")),
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetRawText(),
        _ => "-",
    };

    private static string Leaves(ref JsonSkim json)
    {
        var text = "";
        switch (json.Next)
        {
            case '{':
                json.Enter('{');
                while (json.NextMember(out var name))
                {
                    text += string.Create(CultureInfo.InvariantCulture, $"{name}:");
                    text += $"{Leaves(ref json)};";
                }

                return text;
            case '[':
                json.Enter('[');
                while (json.NextItem())
                {
                    text += $"{Leaves(ref json)},";
                }

                return text;
            default:
                return json.Text() ?? "-";
        }
    }
}
