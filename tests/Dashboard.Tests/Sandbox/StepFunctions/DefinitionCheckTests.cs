using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class DefinitionCheckTests
{
    private const string Wrong = """{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":-1,"End":true},"B":{"Type":"Pass","Parameters":{"a":"$.b"},"End":true}}}""";

    [Fact]
    public async Task A_definition_is_checked_without_being_created()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await CheckAsync(sandbox, new { definition = Wrong });
        Assert.Equal("""
            {"result":"FAIL","diagnostics":[
            {"severity":"ERROR","code":"SCHEMA_VALIDATION_FAILED","message":"Minimum value is 0","location":"/States/A/Seconds"},
            {"severity":"ERROR","code":"MISSING_TRANSITION_TARGET","message":"State \"B\" is not reachable.","location":"/States/B"}],"truncated":false}
            """.ReplaceLineEndings(""), answer.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Warnings_are_given_when_asked_for_and_the_list_is_cut()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(3, (await CheckAsync(sandbox, new { definition = Wrong, severity = "WARNING" }))["diagnostics"]!.AsArray().Count);
        var cut = await CheckAsync(sandbox, new { definition = Wrong, maxResults = 1 });
        Assert.Equal((1, "true"), (cut["diagnostics"]!.AsArray().Count, Some.Text(cut, "truncated")));
        Assert.Equal("OK", Some.Text(await CheckAsync(sandbox, new { definition = Some.PassDefinition }), "result"));
    }

    [Theory]
    [InlineData("maxResults", 101)]
    [InlineData("severity", "INFO")]
    [InlineData("type", "FAST")]
    public async Task A_wrong_parameter_is_refused(string name, object value)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await CheckAsync(sandbox, new Dictionary<string, object> { ["definition"] = Wrong, [name] = value });
        Assert.Equal("ValidationException", Some.Text(answer, "code"));
    }

    [Fact]
    public async Task Create_and_update_refuse_all_that_is_wrong_in_one_text()
    {
        const string said = "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at /States/A/Seconds, MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B'";
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal(said, Some.Text(await Some.MachineAsync(sandbox, "m", Wrong), "text"));
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        Assert.Equal(said, Some.Text(await sandbox.SfnAsync("UpdateStateMachine", new { stateMachineArn = Some.MachineArn + "m", definition = Wrong }), "text"));
    }

    [Fact]
    public async Task An_express_machine_may_not_wait_for_a_task()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var definition = Some.EcsDefinition();
        Assert.Equal("OK", Some.Text(await CheckAsync(sandbox, new { definition }), "result"));
        Assert.Equal("FAIL", Some.Text(await CheckAsync(sandbox, new { definition, type = "EXPRESS" }), "result"));
    }

    private static Task<JsonNode> CheckAsync(SandboxCaller sandbox, object request) => sandbox.SfnAsync("ValidateStateMachineDefinition", request);
}
