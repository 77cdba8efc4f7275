using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

public sealed class ActionRunnerTests : IAsyncLifetime
{
    private static readonly ActionRequest Request = new(DashboardAction.ChangeSchedule, "arn:aws:scheduler:::schedule/g/s", " month end ", "before", "after");

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private ServiceProvider _store = default!;
    private int _done;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AuditLog Audit => _store.GetRequiredService<AuditLog>();

    private ActionRunner Runner => new(Audit, NullLogger<ActionRunner>.Instance);

    public async ValueTask InitializeAsync()
    {
        _store = new ServiceCollection().AddStore(_ => _file).BuildServiceProvider();
        await _store.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task The_row_is_written_before_anything_is_done_and_completed_after_it()
    {
        AuditState? during = null;
        var result = await Runner.RunAsync(Editor, Request, async ticket =>
        {
            during = Assert.Single(await Audit.ListAsync(null, 10, Cancel), r => r.Id == ticket.Id).State;
            return 7;
        }, seven => $"made {seven}", Cancel);
        var row = Assert.Single(await Audit.ListAsync(null, 10, Cancel));
        Assert.Equal((AuditState.Open, ActionOutcome.Done, 7), (during, result.Outcome, result.Value));
        Assert.Equal((AuditState.Done, "made 7", "month end", "before", "after", "127.0.0.1"), (row.State, row.Result, row.Reason, row.Before, row.After, row.Address));
    }

    [Fact]
    public async Task The_row_keeps_who_it_is_for_ever_and_AWSs_last_request_also_where_AWS_said_no()
    {
        await Runner.RunAsync(Editor, Request, ticket =>
        {
            ticket.Answered("req-1");
            ticket.Answered("req-2");
            return Task.FromResult(7);
        }, _ => "", Cancel);
        await Runner.RunAsync<int>(Editor, Request with { Reason = "refused" }, _ => throw new AwsRequestException(AwsFailure.Denied, "GetSchedule", null, "no", requestId: "req-3"), _ => "", Cancel);
        var rows = await Audit.ListAsync(null, 10, Cancel);
        Assert.Equal(["req-2", "req-3"], rows.Select(r => r.RequestId).Order());
        Assert.All(rows, r => Assert.Equal("oidc|7", r.Subject));
    }

    [Fact]
    public async Task A_refusal_writes_a_row_and_does_nothing()
    {
        var result = await Runner.RunAsync(Person(Role.Operator), Request, Do, _ => "", Cancel);
        Assert.Equal((ActionOutcome.NotAllowed, 0), (result.Outcome, _done));
        Assert.Equal(AuditState.Refused, Assert.Single(await Audit.ListAsync(null, 10, Cancel)).State);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        var result = await Runner.RunAsync(Editor, Request with { Reason = " " }, Do, _ => "", Cancel);
        Assert.Equal((ActionOutcome.NoReason, 0), (result.Outcome, _done));
    }

    [Fact]
    public async Task If_the_row_cannot_be_written_nothing_is_done()
    {
        await using var broken = new ServiceCollection().AddStore(_ => Path.Combine(_file, "no-such-folder", "x.db")).BuildServiceProvider();
        var runner = new ActionRunner(broken.GetRequiredService<AuditLog>(), NullLogger<ActionRunner>.Instance);
        var result = await runner.RunAsync(Editor, Request, Do, _ => "", Cancel);
        Assert.Equal((ActionOutcome.NotRecorded, 0), (result.Outcome, _done));
    }

    [Theory]
    [InlineData(AwsFailure.Conflict)]
    [InlineData(AwsFailure.Refused)]
    public async Task What_AWS_says_no_to_is_failed_with_its_words(AwsFailure kind)
    {
        var result = await Runner.RunAsync<int>(Editor, Request, _ => throw new AwsRequestException(kind, "UpdateSchedule", null, "AWS's words"), _ => "", Cancel);
        var row = Assert.Single(await Audit.ListAsync(null, 10, Cancel));
        Assert.Equal((ActionOutcome.Failed, kind, "AWS's words"), (result.Outcome, result.Failure, result.Detail));
        Assert.Equal((AuditState.Failed, "AWS's words"), (row.State, row.Result));
    }

    [Theory]
    [InlineData(AwsFailure.Unreachable)]
    [InlineData(AwsFailure.Throttled)]
    [InlineData(null)]
    public async Task Where_a_try_may_have_taken_effect_or_something_broke_the_row_stays_open_until_AWS_was_asked(AwsFailure? kind)
    {
        var result = await Runner.RunAsync<int>(Editor, Request, _ => throw (kind is { } failure ? new AwsRequestException(failure, "UpdateSchedule", null, "no answer") : new InvalidOperationException("broken")), _ => "", Cancel);
        Assert.Equal(ActionOutcome.Failed, result.Outcome);
        Assert.Equal(AuditState.Open, Assert.Single(await Audit.ListAsync(null, 10, Cancel)).State);
    }

    private static ClaimsPrincipal Editor => Person(Role.ScheduleEditor);

    private static ClaimsPrincipal Person(Role role) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, "sato"), new Claim(ClaimTypes.Role, role.ToString()), new Claim(ActionRunner.AddressClaim, "127.0.0.1"), new Claim(ActionRunner.SubjectClaim, "oidc|7")], "test"));

    private Task<int> Do(Domain.Audit.AuditTicket ticket) => Task.FromResult(++_done);
}
