using System.Text.Json.Nodes;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Xunit;

namespace Dashboard.Tests.Aws;

/// <summary>Running and stopping single ECS tasks.</summary>
public sealed class EcsGatewayTests
{
    // As Step Functions writes them into a history.
    private const string Parameters = """
        {"Cluster":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","Group":"nightly","LaunchType":"FARGATE","PlatformVersion":"1.4.0","TaskDefinition":"job:3","EnableExecuteCommand":false,
         "StartedBy":"AWS Step Functions","PropagateTags":"TASK_DEFINITION","Tags":[{"Key":"夜間","Value":"締め"}],"CapacityProviderStrategy":[{"CapacityProvider":"FARGATE_SPOT","Weight":1,"Base":"0"}],
         "NetworkConfiguration":{"AwsvpcConfiguration":{"Subnets":["subnet-1","subnet-2"],"SecurityGroups":["sg-1"],"AssignPublicIp":"ENABLED"}},
         "Overrides":{"Cpu":"512","ContainerOverrides":[{"Name":"job","Command":["sh","-c","echo \"後行\"; exit 9"],"Environment":[{"Name":"DAY","Value":"2026-11-25"}],"Memory":1024}]}}
        """;

    private readonly FakeAws _aws = new();
    private readonly AuditTicket _ticket = new(Guid.Parse("0195fa7c-0000-7000-8000-000000000001"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_run_again_with_all_it_was_run_with_once_and_under_the_audit_rows_token()
    {
        _aws.Answer("""{"tasks":[{"taskArn":"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/1"}],"failures":[]}""");
        Assert.Equal("arn:aws:ecs:ap-northeast-1:123456789012:task/batch/1", await _aws.Ecs.RunTaskAsync(_ticket, Parameters, Cancel));
        var expected = JsonNode.Parse("""
            {"cluster":"arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch","group":"nightly","launchType":"FARGATE","platformVersion":"1.4.0","taskDefinition":"job:3","enableExecuteCommand":false,
             "startedBy":"0195fa7c00007000800000000000 0001","clientToken":"0195fa7c00007000800000000000 0001","count":1,"propagateTags":"TASK_DEFINITION","tags":[{"key":"夜間","value":"締め"}],
             "capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":1,"base":0}],
             "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1","subnet-2"],"securityGroups":["sg-1"],"assignPublicIp":"ENABLED"}},
             "overrides":{"cpu":"512","containerOverrides":[{"name":"job","command":["sh","-c","echo \"後行\"; exit 9"],"environment":[{"name":"DAY","value":"2026-11-25"}],"memory":1024}]}}
            """.Replace("0 0001", "00001", StringComparison.Ordinal));
        var sent = Assert.Single(_aws.Requests);
        Assert.Equal("RunTask", sent.Operation);
        Assert.True(JsonNode.DeepEquals(expected, sent.Body), sent.Body!.ToJsonString());
    }

    [Fact]
    public async Task Where_ECS_has_no_room_it_is_refused_with_ECSs_words()
    {
        _aws.Answer("""{"tasks":[],"failures":[{"arn":"arn:c","reason":"RESOURCE:MEMORY","detail":"not enough"}]}""");
        var no = await Assert.ThrowsAsync<AwsRequestException>(() => _aws.Ecs.RunTaskAsync(_ticket, Parameters, Cancel));
        Assert.Equal((AwsFailure.Refused, "RESOURCE:MEMORY not enough"), (no.Kind, no.Message));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Overrides\":7}")]
    [InlineData("{\"Clus")]
    public async Task Parameters_that_cannot_be_read_run_nothing(string parameters)
    {
        Assert.Equal(AwsFailure.Refused, (await Assert.ThrowsAsync<AwsRequestException>(() => _aws.Ecs.RunTaskAsync(_ticket, parameters, Cancel))).Kind);
        Assert.Empty(_aws.Requests);
    }

    [Fact]
    public async Task A_run_whose_answer_was_lost_is_found_by_its_token_also_when_it_has_ended()
    {
        _aws.Answer("""{"taskArns":[]}""").Answer("""{"taskArns":["arn:t"]}""");
        Assert.Equal("arn:t", await _aws.Ecs.FindRunAsync(_ticket.Token, Parameters, Cancel));
        Assert.Equal(["RUNNING", "STOPPED"], _aws.Requests.Select(r => (string?)r.Body!["desiredStatus"]));
        Assert.All(_aws.Requests, r => Assert.Equal((_ticket.Token, "arn:aws:ecs:ap-northeast-1:123456789012:cluster/batch"), ((string?)r.Body!["startedBy"], (string?)r.Body["cluster"])));
    }

    [Fact]
    public async Task A_task_is_stopped_in_its_own_cluster_with_the_reason_cut_to_what_ECS_takes()
    {
        _aws.Answer("""{"task":{"taskArn":"arn:t"}}""");
        await _aws.Ecs.StopTaskAsync(_ticket, "arn:aws:ecs:ap-northeast-1:123456789012:task/batch/1", new string('理', 2000), Cancel);
        var sent = Assert.Single(_aws.Requests).Body!;
        Assert.Equal(("batch", 1024), ((string?)sent["cluster"], ((string)sent["reason"]!).Length));
    }
}
