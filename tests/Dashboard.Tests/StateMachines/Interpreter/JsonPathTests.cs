using Dashboard.Domain.StateMachines.Interpreter;
using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter;

public class JsonPathTests
{
    private const string Input = """{"a":{"b":[{"n":1,"s":"x"},{"n":2,"s":"y"},{"n":3}]},"キー":"v","k.k":true,"none":null}""";

    [Theory]
    [InlineData("$.a.b[0].n", "1")]
    [InlineData("$.a.b[-1].n", "3")]
    [InlineData("$['k.k']", "true")]
    [InlineData("$.キー", "\"v\"")]
    [InlineData("$.none", "null")]
    [InlineData("$.a.b[3]", "null")]
    [InlineData("$.a.b[*].n", "[1,2,3]")]
    [InlineData("$..n", "[1,2,3]")]
    [InlineData("$.a.b[0:2].s", "[\"x\",\"y\"]")]
    [InlineData("$.a.b[0,2].n", "[1,3]")]
    [InlineData("$.a.b[?(@.n > 1 && @.s)].n", "[2]")]
    [InlineData("$.a.b[?(@.s == 'x')].n", "[1]")]
    [InlineData("$.a.b[?(@.s != 'x')].n", "[2,3]")]
    [InlineData("$.a.b[?(!@.s || (@.n == '1' && @.s =~ /X|y/i))].n", "[1,3]")]
    [InlineData("$.a.b[?(@.n in [1, 3])].n", "[1,3]")]
    [InlineData("$.a.b[?(@.s nin ['x'])].n", "[2,3]")]
    [InlineData("$.a.b[?(@['s'] size 1)].n", "[1,2]")]
    [InlineData("$.a.b[?(@.s empty false)].n", "[1,2]")]
    [InlineData("$.a.b[?(@.s =~ /[x\\]]/)].n", "[1]")]
    [InlineData("$.a.b.length()", "3")]
    [InlineData("$..n.sum()", "6")]
    [InlineData("$['\\u30ad\\u30fc']", "\"v\"")]
    [InlineData("$.a[*]", "[]")]
    [InlineData("$$.Execution.Name", "\"run-1\"")]
    public void A_path_leads_to_its_value(string path, string expected) => Assert.Equal($$"""{"v":{{expected}}}""", Filled(path).Output);

    [Theory]
    [InlineData("$.a.b[3].n")]
    [InlineData("$.a.b[")]
    [InlineData("$.a..")]
    [InlineData("$x")]
    [InlineData("$.a.b[?(@.n ! 1)]x")]
    [InlineData("$.a.b[?(@.n == )]")]
    [InlineData("$.a.b[?((@.n)]")]
    [InlineData("$.a.b[?(@.n =~ /(/)]")]
    public void A_path_to_nowhere_is_a_fault(string path) => Assert.Equal("States.Runtime", Filled(path).Error);

    // Published by users of AWS, or what its JSONPath library (Jayway's, over Jackson's nodes) says by its source.
    [Theory]
    [InlineData("$.nope", "No results for path: $['nope']")]
    [InlineData("$.nope.er", "Missing property in path $['nope']")]
    [InlineData("$.a.nope", "No results for path: $['a']['nope']")]
    [InlineData("$.a.b[9]", "No results for path: $['a']['b'][9]")]
    [InlineData("$.a.b[9].n", "Expected to find an object with property ['n'] in path $['a']['b'][9] but found 'null'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.")]
    [InlineData("$.キー.x", "Expected to find an object with property ['x'] in path $['キー'] but found 'com.fasterxml.jackson.databind.node.TextNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.")]
    [InlineData("$.a.b[0].n[0].x", "Filter: [0]['x'] can only be applied to arrays. Current context is: 1")]
    public void A_path_to_nowhere_says_why(string path, string reason) =>
        Assert.Equal(
            $"An error occurred while executing the state 'A' (entered at the event id #2). Invalid path '{path}' : {reason}",
            Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","InputPath":"{{{{path}}}}","End":true}}}""", Input).ToEnd().Cause);

    [Fact]
    public void A_template_over_null_is_a_fault() =>
        Assert.Equal(
            "An error occurred while executing the state 'A' (entered at the event id #2). Unable to apply Path transformation to null or empty input.",
            Some.Run("""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":"$"},"End":true}}}""", "null").ToEnd().Cause);

    [Theory]
    [InlineData("$.a.new.er", """{"a":{"old":1,"new":{"er":9}}}""")]
    [InlineData("$.a", """{"a":9}""")]
    [InlineData("$.list[0].x", """{"a":{"old":1},"list":[{"x":9}]}""")]
    [InlineData("$", "9")]
    public void ResultPath_makes_what_lacks_on_the_way(string path, string expected) => Assert.Equal(expected, Placed(path).Output);

    [Theory]
    [InlineData("$.a.old.x")]
    [InlineData("$.list[1]")]
    public void ResultPath_into_a_place_that_cannot_be_is_a_failure(string path) => Assert.Equal("States.ResultPathMatchFailure", Placed(path).Error);

    private static ExecutionEnd Filled(string path) =>
        Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"v.$":{{{{System.Text.Json.JsonSerializer.Serialize(path)}}}}},"End":true}}}""", Input).ToEnd();

    private static ExecutionEnd Placed(string path) =>
        Some.Run($$$$"""{"StartAt":"A","States":{"A":{"Type":"Pass","Result":9,"ResultPath":"{{{{path}}}}","End":true}}}""", """{"a":{"old":1}}""").ToEnd();
}
