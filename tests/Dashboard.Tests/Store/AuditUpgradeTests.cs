using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Tests.Store;

/// <summary>A database of the version before subjects and request ids, with the links that it wrote.</summary>
public sealed class AuditUpgradeTests : IAsyncLifetime
{
    private const string Old = """
        INSERT INTO Audit (Id, At, Actor, Role, Address, Action, Target, Reason, Before, State, Result, CompletedAt) VALUES
          ('01234567-0123-0123-0123-0123456789AB', 1795391000000, 'sato', 'Operator', '127.0.0.1', 'Rerun', 'arn:x', '理由', 'a', 1, 'arn:new', 1795391002000),
          ('01234567-0123-0123-0123-0123456789AC', 1795391003000, 'sato', 'Operator', NULL, 'Stop', 'arn:y', 'r', NULL, 0, NULL, NULL);
        INSERT INTO Seals (Number, RowId, Text, Hash) VALUES
          (1, '01234567-0123-0123-0123-0123456789AB', '["01234567-0123-0123-0123-0123456789ab",1795391000000,"sato","Operator","127.0.0.1","Rerun","arn:x","\u7406\u7531","a",null,"Open",null,null]', '282d40121441e948e3090cf77bce3425c609e232ec499b021a917cbb71e68e77'),
          (2, '01234567-0123-0123-0123-0123456789AB', '["01234567-0123-0123-0123-0123456789ab",1795391000000,"sato","Operator","127.0.0.1","Rerun","arn:x","\u7406\u7531","a",null,"Done","arn:new",1795391002000]', '073c5368353f2026b1af18a877816602346700bff1dcf2de100438c39811c04b'),
          (3, '01234567-0123-0123-0123-0123456789AC', '["01234567-0123-0123-0123-0123456789ac",1795391003000,"sato","Operator",null,"Stop","arn:y","r",null,null,"Open",null,null]', '93e44458dd2f2514651b0ef34619a47c4ad98b1174f99beb1a71bb652be02258')
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"upgrade-{Guid.NewGuid():n}.db");
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddStore(_ => _file).BuildServiceProvider();
        await using (var db = await OpenAsync())
        {
            await db.GetService<IMigrator>().MigrateAsync("AuditChain", Cancel);
            await db.Database.ExecuteSqlRawAsync(Old, Cancel);
        }

        await _services.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task What_the_version_before_wrote_still_verifies_and_new_links_go_on_from_it()
    {
        Assert.Equal((3, 0), Numbers(await VerifyAsync()));
        var audit = _services.GetRequiredService<AuditLog>();
        await audit.CompleteAsync(Guid.Parse("01234567-0123-0123-0123-0123456789ac"), true, "stopped", Cancel);
        await audit.RefuseAsync(new AuditEntry("abe", "Viewer", null, "Stop", "arn:y", "r", Subject: "oidc|1"), "no", Cancel);
        Assert.Equal((5, 0), Numbers(await VerifyAsync()));
    }

    [Theory]
    [InlineData("UPDATE Audit SET Actor = 'abe' WHERE State = 1")]
    [InlineData("UPDATE Audit SET Subject = 'oidc|1' WHERE State = 1")]
    [InlineData("UPDATE Audit SET RequestId = 'x' WHERE State = 1")]
    public async Task What_is_changed_in_an_old_row_is_found_also_where_the_old_version_had_no_such_column(string sql)
    {
        await ByHand.ChangeAsync(_services, sql, Cancel);
        Assert.Contains((await VerifyAsync()).Findings, f => f.StartsWith("Row 01234567-0123-0123-0123-0123456789ab is not as it was written. It was: ", StringComparison.Ordinal));
    }

    private static (long Links, int Findings) Numbers(AuditVerdict verdict) => (verdict.Links, verdict.Findings.Count);

    private Task<AuditVerdict> VerifyAsync() => _services.GetRequiredService<AuditVerifier>().VerifyAsync(Cancel);

    private Task<DashboardDb> OpenAsync() => _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
}
