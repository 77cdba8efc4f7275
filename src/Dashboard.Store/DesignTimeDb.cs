using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dashboard.Store;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/Dashboard.Store --output-dir Migrations</c> make migrations without starting the dashboard.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<DashboardDb>
{
    public DashboardDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<DashboardDb>().UseSqlite("Data Source=design.db").Options);
}
