using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Xunit;

namespace Dashboard.Tests.StateMachines.Lint;

public sealed class RefusalsTests
{
    private const string Schema = DiagnosticCode.SchemaValidationFailed;
    private const string Ecs = "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\",\"Next\":\"E\"";

    // The texts of these are AWS's own: recorded, or published by users.
    [Theory]
    [InlineData("""{"Type":"Pass","Next":"E","TimeoutSeconds":3}""", "Field 'TimeoutSeconds' is not supported at /States/X")]
    [InlineData("""{"Type":"Pass","Next":"E","Catch":[{"ErrorEquals":["States.ALL"],"Next":"E"}]}""", "Field 'Catch' is not supported at /States/X")]
    [InlineData("""{"Type":"Pass","Next":"E","Output":{}}""", "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/X")]
    [InlineData("""{"Type":"Pass","Next":"E","OutputPath":"Test"}""", "Value must be a valid JSONPath. at /States/X/OutputPath")]
    [InlineData("""{"Type":"Pass","Next":"E","Parameters":{"a.$":"b"}}""", "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/X/Parameters")]
    [InlineData("""{"Type":"Wait","Next":"E","Timestamp":"2016-13-05T21:29:29Z"}""", "String does not match RFC3339 timestamp at /States/X/Timestamp")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.a","StringMatches":"b"}],"Default":"E"}""", "These fields are required: [Next] at /States/X/Choices[0]")]
    [InlineData("""{"Type":"Task","Resource":"create","Next":"E"}""", "Value is not a valid resource ARN at /States/X/Resource")]
    [InlineData("{" + Ecs + ""","Retry":[{"ErrorEquals":["States.ALL","A"]}]}""", "States.ALL must appear alone and at end of list at /States/X/Retry[0]/ErrorEquals[0]")]
    [InlineData("{" + Ecs + ""","Catch":[{"ErrorEquals":["States.ALL"],"Next":"E"},{"ErrorEquals":["A"],"Next":"E"}]}""", "States.ALL must appear alone and at end of list at /States/X/Catch[0]/ErrorEquals[0]")]
    [InlineData("""{"Type":"Map","Next":"E","MaxConcurrency":-1,"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "Minimum value is 0 at /States/X/MaxConcurrency")]
    [InlineData("""{"Type":"Map","Next":"E","ToleratedFailurePercentage":101,"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "Maximum value is 100.0 at /States/X/ToleratedFailurePercentage")]
    [InlineData("""{"Type":"Map","Next":"E","MaxConcurrencyPath":"$$.Execution.Input.n","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "Value is not a Reference Path at /States/X/MaxConcurrencyPath")]
    [InlineData("""{"Type":"Map","Next":"E","MaxConcurrency":1,"MaxConcurrencyPath":"$.n","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at /States/X")]
    [InlineData("""{"Type":"Map","Next":"E","ItemProcessor":{"QueryLanguage":"JSONata","StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "Field 'QueryLanguage' is not supported at /States/X/ItemProcessor")]
    [InlineData("""{"Type":"Map","QueryLanguage":"JSONata","Next":"E","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","Output":1,"End":true}}}}""", "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/X/ItemProcessor/States/I")]
    public void A_state_is_refused_in_AWSs_words(string state, string message) => Assert.Equal([$"{Schema}: {message}"], Some.Errors(Some.Machine(state)));

    [Theory]
    [InlineData("jsonpath", """{"Type":"Pass","Next":"E","Output":1}""", "Value should be one of the following: [JSONPath, JSONata] at /States/X/QueryLanguage")]
    [InlineData("JSONPath", """{"Type":"Pass","Next":"E","InputPath":"$"}""", "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/X")]
    [InlineData("JSONata", """{"Type":"Pass","Next":"E","InputPath":"$"}""", "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/X")]
    public void A_state_speaks_JSONata_in_a_machine_that_does(string language, string state, string message) =>
        Assert.Equal([$"{Schema}: {message}"], Some.Errors(Some.Machine($$"""{"QueryLanguage":"{{language}}",{{state[1..]}}""", "JSONata")));

    // Measured on AWS and published by users.
    [Theory]
    [InlineData("{% a[1,2) %}", "INVALID_JSONATA_EXPRESSION: Expected \"]\", got \",\"")]
    [InlineData("{% 'unterminated %}", "INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote")]
    [InlineData("{% 1 + %}", "INVALID_JSONATA_EXPRESSION: Unexpected end of expression")]
    [InlineData("{% {'a':} %}", "INVALID_JSONATA_EXPRESSION: The symbol \"}\" cannot be used as a unary operator")]
    [InlineData("{% $match('a', /abc %}", "INVALID_JSONATA_EXPRESSION: No terminating / in regular expression")]
    [InlineData("{% phone[0] %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported.")]
    [InlineData("{% $.phone %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$' at the top level is not supported.")]
    [InlineData("{% $map($states.input.a, function($x){ b }) %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'b' at the top level is not supported.")]
    [InlineData("{% $$ %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.")]
    [InlineData("{% $states.input[$$.a] %}", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported.")]
    [InlineData("{% $states.errorOutput.Error %}", "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist.")]
    [InlineData("{% $states.input.items[value > 3].name ~> $sum() %}", null)]
    [InlineData("{% $states.input.items^(>price){name: $sum(price)} %}", null)]
    [InlineData("{% $phone & $states.context.Execution.Id %}", null)]
    [InlineData("{% ($f := function($n) { $n * 2 }; $f(2)) %}", null)]
    [InlineData("{% $states.input ~> |items|{'a': b}| %}", null)]
    public void A_JSONata_expression_is_read_before_it_runs(string expression, string? message)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(expression);

        var errors = Some.Errors(Some.Machine($$$"""{"Type":"Pass","Next":"E","Output":{"v":[1,{{{text}}}]}}""", "JSONata"));

        Assert.Equal(message is null ? [] : [$"{message} at /States/X/Output/v[1]"], errors);
    }

    [Theory]
    [InlineData("""{"Type":"Choice","Choices":[{"Condition":"{% a = 1 %}","Next":"E"}],"Default":"E"}""", "/States/X/Choices[0]/Condition")]
    [InlineData("{" + Ecs + ""","Arguments":{"Comment":"{% a %}"},"Catch":[{"ErrorEquals":["{% a %}"],"Output":"{% $states.errorOutput %}","Next":"E"}]}""", "/States/X/Arguments/Comment")]
    [InlineData("{" + Ecs + ""","Comment":"{% a %}","Catch":[{"ErrorEquals":["States.ALL"],"Assign":{"Retry":"{% a %}"},"Next":"E"}]}""", "/States/X/Catch[0]/Assign/Retry")]
    [InlineData("""{"Type":"Parallel","Next":"E","Branches":[{"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":"{% a %}","End":true}}}]}""", "/States/X/Branches[0]/States/B/Seconds")]
    [InlineData("""{"Type":"Map","Next":"E","Items":"{% a %}","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}""", "/States/X/Items")]
    public void An_expression_is_named_by_its_place(string state, string location) =>
        Assert.Equal([$"UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'a' at the top level is not supported. at {location}"], Some.Errors(Some.Machine(state, "JSONata")));

    [Fact]
    public void Every_name_gets_its_own_line() =>
        Assert.Equal(["aaa", "bbb"], Some.Errors(Some.Machine("""{"Type":"Pass","Next":"E","Output":"{% aaa + bbb + aaa %}"}""", "JSONata")).Select(e => e.Split('\'')[1]));

    // AWS refuses these; its words are not known.
    [Theory]
    [InlineData("""{"Next":"E"}""", "/States/X")]
    [InlineData("""{"Type":"Job","Next":"E"}""", "/States/X/Type")]
    [InlineData("""{"Type":"Pass","Next":"E","End":true}""", "/States/X")]
    [InlineData("""{"Type":"Pass","Next":"E","InputPath":3}""", "/States/X/InputPath")]
    [InlineData("""{"Type":"Pass","Next":"E","ResultPath":"$$.a"}""", "/States/X/ResultPath")]
    [InlineData("""{"Type":"Pass","Next":"E","ResultPath":"$.a[*]"}""", "/States/X/ResultPath")]
    [InlineData("""{"Type":"Pass","Next":"E","Assign":{"9a":1}}""", "/States/X/Assign")]
    [InlineData("""{"Type":"Pass","Next":"E","Assign":{"states":1}}""", "/States/X/Assign")]
    [InlineData("""{"Type":"Pass","Next":"E","Parameters":{"l":[{"a.$":"States.Nothing()"}]}}""", "/States/X/Parameters/l[0]")]
    [InlineData("""{"Type":"Pass","Next":"E","Parameters":{"a.$":"States.Format('{}', $.a"}}""", "/States/X/Parameters")]
    [InlineData("""{"Type":"Wait","Next":"E"}""", "/States/X")]
    [InlineData("""{"Type":"Wait","Next":"E","Seconds":1,"Timestamp":"2016-12-05T21:29:29Z"}""", "/States/X")]
    [InlineData("""{"Type":"Wait","Next":"E","Seconds":-1}""", "/States/X/Seconds")]
    [InlineData("""{"Type":"Wait","Next":"E","SecondsPath":"$..a"}""", "/States/X/SecondsPath")]
    [InlineData("""{"Type":"Choice","Choices":[],"Default":"E"}""", "/States/X/Choices")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.a","IsBig":true,"Next":"E"}]}""", "/States/X/Choices[0]")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"IsString":true,"Next":"E"}]}""", "/States/X/Choices[0]")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"a","IsNull":true,"Next":"E"}]}""", "/States/X/Choices[0]/Variable")]
    [InlineData("""{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":"1","Next":"E"}]}""", "/States/X/Choices[0]/NumericEquals")]
    [InlineData("""{"Type":"Choice","Choices":[{"Not":{"Variable":"$.a","IsNull":1},"Next":"E"}]}""", "/States/X/Choices[0]/Not/IsNull")]
    [InlineData("""{"Type":"Choice","Choices":[{"And":[{"Variable":"$.a","TimestampEquals":"now"}],"Next":"E"}]}""", "/States/X/Choices[0]/And[0]/TimestampEquals")]
    [InlineData("{" + Ecs + ""","TimeoutSeconds":10,"HeartbeatSeconds":10}""", "/States/X")]
    [InlineData("{" + Ecs + ""","TimeoutSeconds":0}""", "/States/X/TimeoutSeconds")]
    [InlineData("{" + Ecs + ""","TimeoutSeconds":1,"TimeoutSecondsPath":"$.t"}""", "/States/X")]
    [InlineData("{" + Ecs + ""","Retry":[{"ErrorEquals":[]}]}""", "/States/X/Retry[0]/ErrorEquals")]
    [InlineData("{" + Ecs + ""","Retry":[{"ErrorEquals":["A"],"BackoffRate":0.9}]}""", "/States/X/Retry[0]/BackoffRate")]
    [InlineData("{" + Ecs + ""","Retry":[{"ErrorEquals":["A"],"IntervalSeconds":5,"MaxDelaySeconds":5}]}""", "/States/X/Retry[0]")]
    [InlineData("{" + Ecs + ""","Retry":[{"ErrorEquals":["A"],"JitterStrategy":"SOME"}]}""", "/States/X/Retry[0]/JitterStrategy")]
    [InlineData("{" + Ecs + ""","Catch":[{"ErrorEquals":["A"]}]}""", "/States/X/Catch[0]")]
    [InlineData("""{"Type":"Parallel","Next":"E","Branches":[]}""", "/States/X/Branches")]
    [InlineData("""{"Type":"Map","Next":"E"}""", "/States/X")]
    public void A_state_is_refused_at_its_place(string state, string location)
    {
        var end = state.Contains("\"E\"", StringComparison.Ordinal) ? """{"Type":"Succeed"}""" : """{"Type":"Pass","End":true}""";
        Assert.Contains(DefinitionValidator.Validate(Some.Machine(state, end: end)), d => d.Severity == DiagnosticSeverity.Error && d.Code == Schema && d.Location == location);
    }

    [Theory]
    [InlineData("""{"Type":"Pass","QueryLanguage":"JSONPath","Next":"E"}""", "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/X")]
    [InlineData("""{"Type":"Pass","Parameters":{},"Next":"E"}""", "The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/X")]
    public void A_JSONata_machine_takes_no_JSONPath(string state, string message) => Assert.Contains($"{Schema}: {message}", Some.Errors(Some.Machine(state, "JSONata")));

    [Fact]
    public void A_Fail_says_its_error_once() => Assert.Equal(
        [$"{Schema}: There should only be one of the following fields: [Error, ErrorPath] at /States/E"],
        Some.Errors(Some.Machine("""{"Type":"Pass","Next":"E"}""", end: """{"Type":"Fail","Error":"A","ErrorPath":"$.a"}""")));

    [Theory]
    [InlineData("arn:aws:states:::ecs:runTask.sync", "Express state machine does not support '.sync' service integration ")]
    [InlineData("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Express state machine does not support '.waitForTaskToken' service integration ")]
    [InlineData("arn:aws:states:us-east-1:111111111111:activity:a", "Express state machine does not support Activity ARN")]
    public void An_express_machine_does_not_wait_for_others(string resource, string message)
    {
        var machine = Some.Machine($$"""{"Type":"Task","Resource":"{{resource}}","Next":"E"}""");
        Assert.Equal([$"{Schema}: {message} at /States/X/Resource"], Some.Errors(machine, express: true));
        Assert.Empty(Some.Errors(machine));
    }

    [Theory]
    [InlineData("", "MISSING_DESCRIPTION")]
    [InlineData("{", "INVALID_JSON_DESCRIPTION")]
    [InlineData("""{"StartAt":"\ud800","States":{}}""", "INVALID_JSON_DESCRIPTION")]
    public void What_cannot_be_read_has_one_finding(string text, string code) => Assert.Equal(code, Assert.Single(DefinitionValidator.Validate(text)).Code);

    [Fact]
    public void A_finding_knows_its_line()
    {
        var definition = "{\n \"StartAt\":\"X\",\n \"States\":{\n  \"X\":{\"Type\":\"Wait\",\n   \"Seconds\":-1,\n   \"End\":true}}}";
        Assert.Equal(5, Assert.Single(DefinitionValidator.Validate(definition)).Line);
        Assert.Equal(3, Assert.Single(DefinitionValidator.Validate("{\n\n}}")).Line);
    }

    [Theory]
    [InlineData("""{"Type":"Pass","Next":"E","Parameters":{"a":"$.b"}}""", "NO_DOLLAR", "/States/X/Parameters/a")]
    [InlineData("""{"Type":"Pass","Next":"E","Result":{"a.$":"$.b"}}""", "PASS_RESULT_IS_STATIC", "/States/X/Result")]
    public void What_is_probably_a_slip_is_a_warning(string state, string code, string location) =>
        Assert.Equal((DiagnosticSeverity.Warning, code, location), Assert.Single(DefinitionValidator.Validate(Some.Machine(state))) is var d ? (d.Severity, d.Code, d.Location!) : default);

    [Fact]
    public void What_is_not_refused_can_be_read() => Assert.NotNull(AslReader.Read(Some.Machine("""{"Type":"Pass","Next":"E"}""")));
}
