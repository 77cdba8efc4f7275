using System.Text.Json.Nodes;
using CsCheck;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Tests.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Lint;

public sealed class MutationTests
{
    private static readonly string[] Values = ["null", "true", "-1", "0.5", "\"\"", "\"$\"", "\"$.a[\"", "\"States.Format(\"", "\"{% $x %}\"", "[]", "[1,{}]", "{}", "{\"a.$\":\"b\"}", "{\"RoleArn\":3}", "\"JSONata\"", "\"\\ud800\""];
    private static readonly string[] Fields =
    [
        "Type", "Next", "End", "Choices", "Catch", "Retry", "Branches", "ItemProcessor", "Iterator", "ItemBatcher", "Credentials", "Assign", "Parameters", "Result", "QueryLanguage",
        "States", "StartAt", "Variable", "Not", "And", "ErrorEquals", "Seconds", "Timestamp", "Resource", "TimeoutSeconds", "ProcessorConfig", "Condition", "Label", "ResultPath", "ErrorPath",
    ];

    [Fact]
    public void Random_valid_definitions_have_no_errors_but_loose_states() =>
        Gen.Int[0, 100_000].Sample(seed => Assert.DoesNotContain(
            DefinitionValidator.Validate(new RandomDefinition(seed).Text()), d => d.Code is not (DiagnosticCode.MissingTransitionTarget or DiagnosticCode.DuplicateStateName or DiagnosticCode.MissingEndState)), iter: 300);

    [Fact]
    public void A_changed_definition_never_breaks_the_validator_and_what_it_passes_can_be_read() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 500].Array[1, 3], Gen.Int[0, 500].Array[3]).Sample((seed, places, picks) =>
        {
            var text = new RandomDefinition(seed).Text();
            foreach (var place in places)
            {
                text = Mutate(text, place, picks);
            }

            if (!DefinitionValidator.Validate(text, picks[0] % 2 == 0).Any(d => d.Severity == DiagnosticSeverity.Error))
            {
                AslReader.Read(text);
            }
        }, iter: 3000);

    [Fact]
    public void A_torn_text_never_breaks_the_validator() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 3000]).Sample((seed, at) =>
        {
            var text = new RandomDefinition(seed).Text();
            DefinitionValidator.Validate(text[..(at % text.Length)]);
        }, iter: 500);

    private static string Mutate(string text, int place, int[] picks)
    {
        if (Read(text) is not JsonObject root)
        {
            return text;
        }

        var objects = Objects(root).ToList();
        var target = objects[place % objects.Count];
        var members = target.Select(m => m.Key).ToList();
        var name = picks[0] % 3 == 0 && members.Count > 0 ? members[picks[1] % members.Count] : Fields[picks[1] % Fields.Length];
        if (picks[0] % 5 == 0)
        {
            target.Remove(name);
            return root.ToJsonString();
        }

        const string mark = "\"here it goes\"";
        target[name] = "here it goes";
        return root.ToJsonString().Replace(mark, Values[picks[2] % Values.Length], StringComparison.Ordinal);
    }

    private static JsonNode? Read(string text)
    {
        try
        {
            return text.Contains("ud800", StringComparison.Ordinal) ? null : JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(m => m.Value).SelectMany(Objects).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
