using Dashboard.Store.Audit;
using Dashboard.Store.Histories;
using Dashboard.Store.Outcomes;
using Dashboard.Store.Plans;
using Dashboard.Store.Schedules;
using Dashboard.Store.SignIn;
using Dashboard.Store.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dashboard.Store;

/// <summary>The dashboard's own database.</summary>
public sealed class DashboardDb(DbContextOptions<DashboardDb> options) : DbContext(options)
{
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AuditSeal> Seals => Set<AuditSeal>();

    public DbSet<WaitingChange> Waiting => Set<WaitingChange>();

    public DbSet<ArchivedTask> Tasks => Set<ArchivedTask>();

    public DbSet<ArchivedOutcome> Outcomes => Set<ArchivedOutcome>();

    public DbSet<ArchivedHistory> Histories => Set<ArchivedHistory>();

    public DbSet<PlannedChange> Plans => Set<PlannedChange>();

    public DbSet<ScheduleVersion> ScheduleVersions => Set<ScheduleVersion>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    // SQLite cannot order by DateTimeOffset; milliseconds since 1970 it can.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.HasKey(r => r.Id);
            audit.HasIndex(r => r.At);
            audit.HasIndex(r => r.Target);
            audit.HasIndex(r => r.Result);
            audit.HasIndex(r => new { r.Actor, r.At });
            audit.HasIndex(r => new { r.Action, r.At });
            audit.HasIndex(r => new { r.State, r.At });
        });
        modelBuilder.Entity<AuditSeal>(seal =>
        {
            seal.HasKey(s => s.Number);
            seal.Property(s => s.Number).ValueGeneratedNever();
            seal.HasIndex(s => s.RowId);
        });
        modelBuilder.Entity<WaitingChange>().HasKey(w => w.Id);
        modelBuilder.Entity<ArchivedTask>().HasKey(t => t.TaskArn);
        modelBuilder.Entity<ArchivedOutcome>(outcome =>
        {
            outcome.HasKey(o => o.ExecutionArn);
            outcome.HasIndex(o => new { o.MachineArn, o.StartedAt });
            outcome.HasIndex(o => o.StartedAt);
        });
        modelBuilder.Entity<ArchivedHistory>(history =>
        {
            history.HasKey(h => h.ExecutionArn);

            // Adding up and finding the oldest read this index alone, and none of the histories.
            history.HasIndex(h => new { h.ArchivedAt, h.Bytes });
        });
        modelBuilder.Entity<PlannedChange>(plan =>
        {
            plan.ToTable("PlannedChanges").HasKey(p => p.Id);
            plan.HasIndex(p => p.MadeAt);
            plan.HasIndex(p => p.EndsAt);
            plan.HasIndex(p => p.State);
            plan.HasIndex(p => p.UndoId);
        });
        modelBuilder.Entity<ScheduleVersion>(version =>
        {
            version.HasKey(v => v.Number);
            version.HasIndex(v => new { v.ScheduleArn, v.Number });
        });
        modelBuilder.Entity<SessionRow>().HasKey(s => s.Id);
        modelBuilder.Entity<ProtectionKey>().HasKey(k => k.Id);
    }

    private sealed class Milliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
