using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

public sealed class ActionRunnerTests : ActionTest
{
    [Fact]
    public async Task A_rerun_starts_the_same_machine_with_the_same_input_under_the_audit_rows_own_name()
    {
        var result = await RunAsync(Person(Role.Operator), Rerun, " late file ");
        var started = Assert.Single(Aws.Requests, r => r.Operation == "StartExecution").Body;
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("""{"day":"2026-11-23"}""", $"rerun-{row.Id:n}"), ((string?)started["input"], (string?)started["name"]));
        Assert.Equal("arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", (string?)started["stateMachineArn"]);
        Assert.Equal((AuditState.Done, result.Value, Some.Arn, "late file", "sato", "Operator", "127.0.0.1"), (row.State, row.Result, row.Target, row.Reason, row.Actor, row.Role, row.Address));
    }

    [Fact]
    public async Task An_edited_input_is_what_is_started_and_what_is_written_down()
    {
        await RunAsync(Person(Role.Administrator), Rerun with { Input = """{"day":"2026-11-22"}""" });
        Assert.Equal("""{"day":"2026-11-22"}""", (string?)Assert.Single(Aws.Requests, r => r.Operation == "StartExecution").Body["input"]);
        Assert.Equal("""{"day":"2026-11-22"}""", Assert.Single(await RowsAsync()).After);
    }

    [Fact]
    public async Task The_row_keeps_who_it_is_for_ever_and_AWSs_last_request_also_where_AWS_said_no()
    {
        await RunAsync(Person(Role.Operator), Rerun);
        Aws.Down = "AccessDeniedException";
        await RunAsync(Person(Role.Operator), Rerun);
        var rows = await RowsAsync();
        Assert.All(rows, r => Assert.StartsWith("request-", r.RequestId, StringComparison.Ordinal));
        Assert.Equal(2, rows.Select(r => r.RequestId).Distinct().Count());
        Assert.All(rows, r => Assert.Equal("oidc|sato", r.Subject));
    }

    [Fact]
    public async Task A_stop_gives_AWS_the_reason_and_who()
    {
        await RunAsync(Person(Role.Operator), Stop, "wrong file");
        Assert.Equal("wrong file (sato)", (string?)Assert.Single(Aws.Requests, r => r.Operation == "StopExecution").Body["cause"]);
    }

    [Theory]
    [InlineData("SUCCEEDED", 0)]
    [InlineData("RUNNING", 1)]
    public async Task What_is_no_longer_as_it_was_seen_is_not_touched(string status, int redrives)
    {
        (Execution.Status, Execution.RedriveCount) = (status, redrives);
        var result = await RunAsync(Person(Role.Operator), Stop);
        Assert.Equal((ActionOutcome.Failed, AwsFailure.Conflict), (result.Outcome, result.Failure));
        Assert.Equal(0, Aws.Count("StopExecution"));
        Assert.Equal(AuditState.Failed, Assert.Single(await RowsAsync()).State);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        Assert.Equal(ActionOutcome.NoReason, (await RunAsync(Person(Role.Operator), Rerun, " ")).Outcome);
        Assert.Equal(0, Aws.Count("StartExecution"));
        Assert.Equal(AuditState.Refused, Assert.Single(await RowsAsync()).State);
    }

    [Fact]
    public async Task If_the_row_cannot_be_written_nothing_is_done()
    {
        await BreakStoreAsync();
        Assert.Equal(ActionOutcome.NotRecorded, (await RunAsync(Person(Role.Operator), Rerun)).Outcome);
        Assert.Equal(0, Aws.Count("StartExecution"));
    }

    [Fact]
    public async Task What_AWS_says_no_to_is_failed_with_its_words()
    {
        await RunAsync(Person(Role.Operator), Rerun); // Reads the tags.
        Aws.Down = "AccessDeniedException";
        var result = await RunAsync(Person(Role.Operator), Rerun);
        Assert.Equal((ActionOutcome.Failed, AwsFailure.Denied, "no"), (result.Outcome, result.Failure, result.Detail));
        Assert.Equal((AuditState.Failed, "no"), (await RowsAsync()).Select(r => (r.State, r.Result)).First());
    }

    [Fact]
    public async Task Where_a_try_may_have_taken_effect_the_row_stays_open_until_AWS_was_asked()
    {
        await RunAsync(Person(Role.Operator), Rerun);
        Aws.Down = "ThrottlingException";
        Assert.Equal(ActionOutcome.Failed, (await RunAsync(Person(Role.Operator), Rerun)).Outcome);
        Assert.Equal(AuditState.Open, (await RowsAsync())[0].State);
    }

    [Fact]
    public async Task The_same_click_arriving_again_does_nothing_more_and_gets_the_first_ones_answer()
    {
        var click = Guid.NewGuid();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(Person(Role.Operator), Rerun, click: click)));
        var last = await RunAsync(Person(Role.Operator), Rerun, click: click);
        Assert.Equal(1, Aws.Count("StartExecution"));
        Assert.All(results, r => Assert.True(r.Outcome is ActionOutcome.Done or ActionOutcome.AlreadyAsked));
        Assert.Equal((ActionOutcome.Done, $"{Started}{click:n}"), (last.Outcome, last.Value));
        Assert.Equal(click, Assert.Single(await RowsAsync()).Id);
    }

    [Fact]
    public async Task A_click_of_somebody_elses_number_is_refused()
    {
        var click = Guid.NewGuid();
        await RunAsync(Person(Role.Operator), Rerun, click: click);
        Assert.Equal(ActionOutcome.NotAllowed, (await RunAsync(Person(Role.Operator, "suzuki"), Rerun, click: click)).Outcome);
        Assert.Equal(1, Aws.Count("StartExecution"));
    }

    private async Task BreakStoreAsync()
    {
        await RowsAsync();
        await using var connection = new SqliteConnection($"Data Source={File}");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE Seals";
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
