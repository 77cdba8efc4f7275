using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;
using Xunit;

namespace Dashboard.Tests.Sandbox.Protocol;

public sealed class RequestModelTests
{
    private static readonly string Long = new('x', 81);

    [Theory]
    [InlineData("CreateStateMachine", """{"name":"m"}""", "ValidationException", "2 validation errors detected: Value null at 'definition' failed to satisfy constraint: Member must not be null; Value null at 'roleArn' failed to satisfy constraint: Member must not be null")]
    [InlineData("CreateStateMachine", """{"name":"m","definition":"{}","roleArn":"r","type":"FAST"}""", "ValidationException", "1 validation error detected: Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]")]
    [InlineData("StartExecution", """{"stateMachineArn":7}""", "SerializationException", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("StartExecution", """{"stateMachineArn":{}}""", "SerializationException", "Start of structure or map found where not expected.")]
    [InlineData("ListExecutions", """{"maxResults":1001}""", "ValidationException", "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000")]
    [InlineData("ListExecutions", """{"maxResults":-1}""", "ValidationException", "1 validation error detected: Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0")]
    [InlineData("TagResource", """{"resourceArn":"a","tags":[{"key":""}]}""", "ValidationException", "1 validation error detected: Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("GetExecutionHistory", """{"executionArn":"a","reverseOrder":"yes"}""", "SerializationException", "STRING_VALUE can not be converted to a Boolean")]
    [InlineData("CreateStateMachineAlias", """{"name":"1","routingConfiguration":[]}""", "ValidationException", "2 validation errors detected: Value '1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$; Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public async Task What_breaks_AWSs_model_is_refused_in_AWSs_words(string operation, string body, string code, string message)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.SfnAsync(operation, body);
        Assert.Equal(("400", code, message.Replace(@"\\", @"\", StringComparison.Ordinal)), (Some.Text(answer, "status"), Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    [Fact]
    public async Task A_secret_value_is_not_repeated_and_a_long_name_is()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.SfnAsync("StartExecution", new { stateMachineArn = Some.MachineArn + "m", name = Long, input = new string('x', 262_145) });
        Assert.Equal(
            $"2 validation errors detected: Value '{Long}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 80; Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
            Some.Text(answer, "text"));
    }

    [Fact]
    public async Task Logs_refuses_under_a_code_of_its_own()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.LogsAsync("CreateLogGroup", new { logGroupName = "a b" });
        Assert.Equal("InvalidParameterException", Some.Text(answer, "code"));
        Assert.StartsWith("1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: ", Some.Text(answer, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_of_Step_Functions_and_Scheduler_is_held_against_the_model()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var served = (await sandbox.RestAsync("GET", "/_sandbox/operations")).AsArray().Select(o => o!.ToString())
            .Where(o => o.StartsWith("AWSStepFunctions.", StringComparison.Ordinal) || o.StartsWith("Scheduler.", StringComparison.Ordinal));
        Assert.Equal([], served.Except(RequestModel.Operations));
    }

    /// <summary>A refusal is an answer; a fault of the sandbox, HTTP 500, is none.</summary>
    [Fact]
    public async Task Whatever_a_request_holds_it_is_answered_or_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await Some.MachineAsync(sandbox, "m", Some.PassDefinition);
        var random = new Random(7);
        foreach (var operation in RequestModel.Operations.Where(o => !o.StartsWith("Scheduler.", StringComparison.Ordinal)))
        {
            for (var i = 0; i < 20; i++)
            {
                var body = new JsonObject(RequestModel.MembersOf(operation).Where(_ => random.Next(3) > 0).Select(m => KeyValuePair.Create(m, Any(random, 2))));
                var answer = operation.StartsWith("Logs_", StringComparison.Ordinal)
                    ? await sandbox.LogsAsync(operation.Split('.')[1], body.ToJsonString())
                    : await sandbox.SfnAsync(operation.Split('.')[1], body.ToJsonString());
                Assert.True(Some.Text(answer, "status") is "" || (Some.Text(answer, "status") != "500" && Some.Text(answer, "code").Length > 0), $"{operation} {body.ToJsonString()} {answer.ToJsonString()}");
            }
        }
    }

    private static JsonNode? Any(Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => null,
        1 => random.Next(-5, 2000),
        2 => true,
        3 => "",
        4 => "m",
        5 => Some.MachineArn + "m",
        6 => "{}",
        7 => new JsonArray(Any(random, depth - 1)),
        8 => new JsonObject { ["key"] = Any(random, depth - 1), ["value"] = Any(random, depth - 1) },
        _ => 0.5,
    };
}
