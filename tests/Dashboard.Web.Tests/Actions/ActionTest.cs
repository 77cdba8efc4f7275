using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Executions;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Dashboard.Web.Tests.Features.Executions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>The whole road of a change, on a scripted AWS and a store of its own.</summary>
public abstract class ActionTest : IAsyncLifetime
{
    protected const string Started = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare:rerun-";

    private ServiceProvider _services = default!;

    protected string File { get; } = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");

    private protected ScriptedAws Aws { get; } = new();

    private protected ScriptedExecution Execution { get; private set; } = default!;

    protected DashboardOptions Options { get; } = new();

    // No two audit rows are of the same millisecond, so their order is certain.
    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_795_391_000)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected AuditLog Audit => _services.GetRequiredService<AuditLog>();

    protected ActionRunner Runner => _services.GetRequiredService<ActionRunner>();

    protected Approvals Approvals => _services.GetRequiredService<Approvals>();

    protected WaitingChanges Waiting => _services.GetRequiredService<WaitingChanges>();

    protected Reconciliation Reconciliation => _services.GetRequiredService<Reconciliation>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(Options)
            .AddStore(_ => File).AddAws(_ => new AwsConnection(new Uri("http://aws.test"), "ap-northeast-1", "key", "secret"))
            .AddSingleton(Aws.StepFunctions).AddSingleton(Aws.Ecs).AddSingleton<MachineTags>().AddActions().BuildServiceProvider();
        await _services.PrepareStoreAsync(Cancel);
        Execution = Aws.Add(Some.Arn, Some.Parallel);
        Execution.Input = """{"day":"2026-11-23"}""";
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        System.IO.File.Delete(File);
        GC.SuppressFinalize(this);
    }

    protected static ClaimsPrincipal Person(Role role, string name = "sato", string? group = null) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, name),
            new Claim(ClaimTypes.Role, role.ToString()),
            new Claim(ActionRunner.AddressClaim, "127.0.0.1"),
            new Claim(ActionRunner.SubjectClaim, $"oidc|{name}"),
            .. group is null ? Array.Empty<Claim>() : [new Claim(Rights.GroupClaim, group)],
        ],
        "test"));

    protected static StopChange Stop => new(new SeenExecution(Some.Arn, ExecutionStatus.Running, 0));

    protected static RerunChange Rerun => new(Some.Arn);

    protected Task<ActionResult> RunAsync(ClaimsPrincipal user, Change change, string reason = "late file", Guid? click = null) =>
        Runner.RunAsync(user, change, reason, click ?? Guid.NewGuid(), Cancel);

    /// <summary>The rows, newest first.</summary>
    protected Task<IReadOnlyList<AuditRow>> RowsAsync() => Audit.ListAsync(null, 100, Cancel);
}
