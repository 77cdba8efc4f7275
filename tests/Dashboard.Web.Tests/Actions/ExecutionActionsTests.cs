using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

public sealed class ExecutionActionsTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly ScriptedAws _aws = new();
    private ServiceProvider _store = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _store.GetRequiredService<AuditLog>();

    private ExecutionActions Actions => new(new ActionRunner(Audit, NullLogger<ActionRunner>.Instance), _aws.StepFunctions);

    public async ValueTask InitializeAsync()
    {
        _store = new ServiceCollection().AddStore(_ => _file).BuildServiceProvider();
        await _store.PrepareStoreAsync(Cancel);
        _aws.Add(Some.Arn, Some.Parallel).Input = """{"day":"2026-11-23"}""";
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task A_rerun_starts_the_same_machine_with_the_same_input_under_the_audit_rows_own_name()
    {
        var result = await Actions.RerunAsync(Person(Role.Operator), new RerunRequest(Some.Arn, null, "late file"), Cancel);
        var started = Assert.Single(_aws.Requests, r => r.Operation == "StartExecution").Body;
        var row = Assert.Single(await Audit.ListAsync(null, 10, Cancel));
        Assert.Equal(("""{"day":"2026-11-23"}""", $"rerun-{row.Id:n}"), ((string?)started["input"], (string?)started["name"]));
        Assert.Equal("arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", (string?)started["stateMachineArn"]);
        Assert.Equal((AuditState.Done, result.Value, Some.Arn, "late file", "sato"), (row.State, row.Result, row.Target, row.Reason, row.Actor));
    }

    [Fact]
    public async Task An_edited_input_is_what_is_started_and_what_is_written_down()
    {
        await Actions.RerunAsync(Person(Role.Administrator), new RerunRequest(Some.Arn, """{"day":"2026-11-22"}""", "yesterday again"), Cancel);
        Assert.Equal("""{"day":"2026-11-22"}""", (string?)Assert.Single(_aws.Requests, r => r.Operation == "StartExecution").Body["input"]);
        Assert.Equal("""{"day":"2026-11-22"}""", Assert.Single(await Audit.ListAsync(null, 10, Cancel)).After);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.ScheduleEditor)]
    public async Task Who_may_not_rerun_is_refused_and_written_down_and_AWS_is_not_asked(Role role)
    {
        var result = await Actions.RerunAsync(Person(role), new RerunRequest(Some.Arn, null, "forged"), Cancel);
        Assert.Equal(ActionOutcome.NotAllowed, result.Outcome);
        Assert.Empty(_aws.Requests);
        var row = Assert.Single(await Audit.ListAsync(null, 10, Cancel));
        Assert.Equal((AuditState.Refused, role.ToString(), Some.Arn), (row.State, row.Role, row.Target));
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_started()
    {
        Assert.Equal(ActionOutcome.NoReason, (await Actions.RerunAsync(Person(Role.Operator), new RerunRequest(Some.Arn, null, "  "), Cancel)).Outcome);
        Assert.Empty(_aws.Requests);
    }

    [Fact]
    public async Task When_AWS_refuses_the_row_says_so()
    {
        _aws.Down = "AccessDeniedException";
        var result = await Actions.RerunAsync(Person(Role.Operator), new RerunRequest(Some.Arn, null, "late file"), Cancel);
        Assert.Equal((ActionOutcome.Failed, Dashboard.Aws.AwsFailure.Denied), (result.Outcome, result.Failure));
        Assert.Equal(AuditState.Failed, Assert.Single(await Audit.ListAsync(null, 10, Cancel)).State);
    }

    private static ClaimsPrincipal Person(Role role) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "sato"), new Claim(ClaimTypes.Role, role.ToString())], "test"));
}
