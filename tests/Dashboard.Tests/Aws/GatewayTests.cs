using System.Net;
using Dashboard.Aws;
using Dashboard.Domain.Audit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Schedules.Documents;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Aws;

public sealed class GatewayTests
{
    private const string Schedule = """
        {"Arn":"arn:s","Name":"nightly","GroupName":"batch","ScheduleExpression":"cron(0 10 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","State":"ENABLED",
         "Description":"夜間","ActionAfterCompletion":"NONE","StartDate":1700000000,"EndDate":1900000000,"LastModificationDate":1750000000,"KmsKeyArn":"arn:kms",
         "FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":5},
         "Target":{"Arn":"arn:m","RoleArn":"arn:r","Input":"{\"at\":\"<aws.scheduler.scheduled-time>\", \"b\" : 1}","DeadLetterConfig":{"Arn":"arn:q"},
                   "RetryPolicy":{"MaximumEventAgeInSeconds":3600,"MaximumRetryAttempts":7}}}
        """;

    private readonly FakeAws _aws = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_history_is_read_a_thousand_at_a_time()
    {
        _aws.Answer("""{"events":[{"id":1,"type":"ExecutionStarted","timestamp":1750000000.123,"executionStartedEventDetails":{"input":"{}","roleArn":"arn:r"}}],"nextToken":"t"}""")
            .Answer("""{"events":[{"id":2,"previousEventId":0,"type":"FutureEvent","timestamp":1750000001}]}""");
        var events = await _aws.History.ReadAsync("arn:e", 0, Cancel);
        Assert.Equal(["ExecutionStarted", "FutureEvent"], events.Select(e => e.Type));
        Assert.Equal(("{}", "arn:r", 123), (events[0].Input, events[0].RoleArn, events[0].Timestamp.Millisecond));
        Assert.Equal((1000, false), ((int?)_aws.Requests[0].Body!["maxResults"], (bool?)_aws.Requests[0].Body!["reverseOrder"]));
        Assert.Equal("t", (string?)_aws.Requests[1].Body!["nextToken"]);
    }

    [Fact]
    public async Task Of_a_running_execution_only_the_new_events_are_read()
    {
        _aws.Answer("""{"events":[{"id":5,"type":"PassStateExited","timestamp":1},{"id":4,"type":"PassStateEntered","timestamp":1},{"id":3,"type":"TaskStateExited","timestamp":1}],"nextToken":"more"}""");
        var events = await _aws.History.ReadAsync("arn:e", 3, Cancel);
        Assert.Equal([4L, 5L], events.Select(e => e.Id));
        Assert.True((bool?)Assert.Single(_aws.Requests).Body!["reverseOrder"]);
    }

    [Theory]
    [InlineData("ExecutionDoesNotExist", HttpStatusCode.BadRequest, AwsFailure.NotFound)]
    [InlineData("AccessDeniedException", HttpStatusCode.BadRequest, AwsFailure.Denied)]
    [InlineData("ThrottlingException", HttpStatusCode.BadRequest, AwsFailure.Throttled)]
    [InlineData("InvalidArn", HttpStatusCode.BadRequest, AwsFailure.Refused)]
    [InlineData("ExecutionAlreadyExists", HttpStatusCode.BadRequest, AwsFailure.Conflict)]
    [InlineData("InternalError", HttpStatusCode.ServiceUnavailable, AwsFailure.Unreachable)]
    public async Task Each_no_of_AWS_has_its_kind(string code, HttpStatusCode status, AwsFailure kind)
    {
        _aws.Error(code, "no", status);
        var no = await Assert.ThrowsAsync<AwsRequestException>(() => _aws.StepFunctions.DescribeExecutionAsync("arn:e", Cancel));
        Assert.Equal((kind, "DescribeExecution"), (no.Kind, no.Operation));
    }

    [Fact]
    public async Task No_answer_and_an_answer_that_is_not_AWSs_are_both_out_of_reach()
    {
        _aws.NoAnswer().Answer("<html>proxy</html>");
        Assert.Equal(AwsFailure.Unreachable, (await Assert.ThrowsAsync<AwsRequestException>(() => _aws.StepFunctions.ListStateMachinesAsync(Cancel))).Kind);
        Assert.Equal(AwsFailure.Unreachable, (await Assert.ThrowsAsync<AwsRequestException>(() => _aws.StepFunctions.ListStateMachinesAsync(Cancel))).Kind);
    }

    [Fact]
    public async Task Statuses_unknown_to_this_program_are_kept_as_unknown()
    {
        _aws.Answer("""{"executions":[{"executionArn":"a","stateMachineArn":"m","name":"n","status":"HIBERNATING","startDate":1}]}""");
        var list = await _aws.StepFunctions.ListExecutionsAsync("m", null, 10, null, Cancel);
        Assert.Equal(ExecutionStatus.Unknown, Assert.Single(list.Executions).Status);
    }

    [Fact]
    public async Task Changing_the_cron_sends_every_other_field_back_as_it_was()
    {
        _aws.Answer(Schedule).Answer(Schedule).Answer("""{"ScheduleArn":"arn:s"}""").Answer(Schedule.Replace("cron(0 10", "cron(30 9", StringComparison.Ordinal));
        var gateway = _aws.Scheduler(_time);
        var read = await gateway.GetAsync("batch", "nightly", Cancel);
        await gateway.UpdateAsync(new AuditTicket(Guid.Empty), read.Document, [new MemberEdit("ScheduleExpression", "\"cron(30 9 * * ? *)\"")], Cancel);
        var sent = _aws.Requests[2].Body!.AsObject();
        Assert.Equal("PUT /schedules/nightly", _aws.Requests[2].Operation);
        Assert.Equal("cron(30 9 * * ? *)", (string?)sent["ScheduleExpression"]);
        Assert.Equal("{\"at\":\"<aws.scheduler.scheduled-time>\", \"b\" : 1}", (string?)sent["Target"]!["Input"]);
        Assert.Equal(("batch", "夜間", "arn:kms", 5, 7, "arn:q", 1900000000), (
            (string?)sent["GroupName"], (string?)sent["Description"], (string?)sent["KmsKeyArn"], (int)sent["FlexibleTimeWindow"]!["MaximumWindowInMinutes"]!,
            (int)sent["Target"]!["RetryPolicy"]!["MaximumRetryAttempts"]!, (string?)sent["Target"]!["DeadLetterConfig"]!["Arn"], (int)sent["EndDate"]!));
        Assert.False(sent.ContainsKey("StartDate"), "AWS refuses a start date in the past");
    }

    [Fact]
    public async Task A_schedule_changed_by_somebody_else_is_not_overwritten()
    {
        _aws.Answer(Schedule).Answer(Schedule.Replace("ENABLED", "DISABLED", StringComparison.Ordinal));
        var gateway = _aws.Scheduler(_time);
        var read = await gateway.GetAsync("batch", "nightly", Cancel);
        var no = await Assert.ThrowsAsync<AwsRequestException>(() => gateway.UpdateAsync(new AuditTicket(Guid.Empty), read.Document, [new MemberEdit("ScheduleExpression", "\"rate(1 hours)\"")], Cancel));
        Assert.Equal((AwsFailure.Conflict, 2), (no.Kind, _aws.Requests.Count));
    }

    [Fact]
    public async Task The_ticket_keeps_under_which_id_AWS_did_or_refused_the_change_the_last_answer_counting()
    {
        var ticket = new AuditTicket(Guid.Empty);
        _aws.Error("ThrottlingException", "slow down", requestId: "req-1").NoAnswer().Answer(new { executionArn = "arn:new", startDate = 1 }, requestId: "req-2").Error("ExecutionDoesNotExist", "no", requestId: "req-3");
        var first = await Assert.ThrowsAsync<AwsRequestException>(StartAsync);
        Assert.Equal(("req-1", "req-1"), (first.RequestId, ticket.RequestId));
        await Assert.ThrowsAsync<AwsRequestException>(StartAsync);
        Assert.Equal("req-1", ticket.RequestId);
        await StartAsync();
        Assert.Equal("req-2", ticket.RequestId);
        await Assert.ThrowsAsync<AwsRequestException>(() => _aws.StepFunctions.StopExecutionAsync(ticket, "arn:e", "why", Cancel));
        Assert.Equal("req-3", ticket.RequestId);
        Task StartAsync() => _aws.StepFunctions.StartExecutionAsync(ticket, "arn:m", "n", "{}", Cancel);
    }
}
