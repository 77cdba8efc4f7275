using System.Text.Json;
using Dashboard.Sandbox.StepFunctions.TestState;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

/// <summary>Mocked results are held against the models of AWS's services. The words are those that AWS answers with.</summary>
public sealed class MockModelsTests
{
    [Theory]
    [InlineData("states:startExecution", """{"executionArn":"a","startDate":"b"}""", "Required field 'ExecutionArn' is missing")]
    [InlineData("states:startExecution", """{"ExecutionArn":"a","StartDate":true}""", "Field 'StartDate' must be a string")]
    [InlineData("states:startExecution", """{"ExecutionArn":"a","StartDate":5}""", "Field 'StartDate' must be a string")]
    [InlineData("states:startExecution", """{"ExecutionArn":1,"StartDate":"b"}""", "Field 'ExecutionArn' must be a string")]
    [InlineData("states:startExecution", """{"ExecutionArn":"","StartDate":"b"}""", "Field 'ExecutionArn' is smaller than the minimum length")]
    [InlineData("states:startExecution.sync", """{"ExecutionArn":"a","StateMachineArn":"m","StartDate":"b","Status":"DONE"}""", "Field 'Status' is not an expected value")]
    [InlineData("states:startExecution.sync", """{"ExecutionArn":"a","StateMachineArn":"m","StartDate":"b","Status":"SUCCEEDED","Output":{}}""", "Field 'Output' must be a string")]
    [InlineData("events:putEvents", """{"Entries":"x"}""", "Field 'Entries' must be an array")]
    [InlineData("events:putEvents", """{"Entries":[{"EventId":"a"},{"EventId":5}]}""", "Field 'EventId' must be a string")]
    [InlineData("lambda:invoke", """{"StatusCode":"200"}""", "Field 'StatusCode' must be a number")]
    [InlineData("aws-sdk:dynamodb:putItem", """{"ConsumedCapacity":{"CapacityUnits":"1"}}""", "Field 'CapacityUnits' must be a number")]
    [InlineData("ecs:runTask.sync", """{"Containers":[{"ExitCode":"0"}]}""", "Field 'ExitCode' must be a number")]
    [InlineData("ecs:runTask", """{"Tasks":[[]]}""", "Field 'Tasks' must be an object")]
    public void What_an_answer_of_the_service_never_looks_like_is_wrong(string integration, string result, string problem) =>
        Assert.Equal($"Mock result schema validation error: {problem}", Problem(integration, result));

    [Theory]
    [InlineData("states:startExecution", """{"ExecutionArn":"a","StartDate":"b","Other":1}""")]
    [InlineData("states:startExecution.sync:2", """{"ExecutionArn":"a","StateMachineArn":"m","StartDate":"b","Status":"SUCCEEDED","Output":{}}""")]
    [InlineData("lambda:invoke", """{"Payload":{"any":1},"SdkHttpMetadata":{"HttpStatusCode":200}}""")]
    [InlineData("ecs:runTask.sync", """{"CreatedAt":1700000000000,"Containers":[{"ExitCode":0}]}""")]
    [InlineData("sqs:sendMessage.waitForTaskToken", "7")]
    [InlineData("glue:startJobRun", "[]")]
    public void What_an_answer_may_look_like_is_right(string integration, string result) => Assert.Null(Problem(integration, result));

    [Fact]
    public void Required_members_may_be_missing_unless_the_check_is_strict()
    {
        Assert.Null(Problem("states:startExecution", "{}", isStrict: false));
        Assert.NotNull(Problem("states:startExecution", """{"StartDate":5}""", isStrict: false));
    }

    [Fact]
    public void A_function_or_activity_has_no_model() =>
        Assert.Null(MockModels.Problem("arn:aws:lambda:us-east-1:123456789012:function:f", JsonDocument.Parse("5").RootElement, isStrict: true));

    private static string? Problem(string integration, string result, bool isStrict = true)
    {
        using var document = JsonDocument.Parse(result);
        return MockModels.Problem($"arn:aws:states:::{integration}", document.RootElement, isStrict);
    }
}
