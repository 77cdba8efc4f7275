using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Store.Migrations
{
    /// <inheritdoc />
    public partial class Histories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "MachineArn", table: "Outcomes", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<long>(name: "StartedAt", table: "Outcomes", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<string>(name: "StateDurations", table: "Outcomes", type: "TEXT", nullable: true);
            migrationBuilder.AddColumn<long>(name: "StoppedAt", table: "Outcomes", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "Histories",
                columns: table => new
                {
                    ExecutionArn = table.Column<string>(type: "TEXT", nullable: false),
                    RedriveCount = table.Column<int>(type: "INTEGER", nullable: false),
                    ArchivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Events = table.Column<byte[]>(type: "BLOB", nullable: false),
                    About = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Histories", x => x.ExecutionArn);
                });

            migrationBuilder.CreateIndex(name: "IX_Outcomes_MachineArn_StartedAt", table: "Outcomes", columns: new[] { "MachineArn", "StartedAt" });
            migrationBuilder.CreateIndex(name: "IX_Histories_ArchivedAt_Bytes", table: "Histories", columns: new[] { "ArchivedAt", "Bytes" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Histories");
            migrationBuilder.DropIndex(name: "IX_Outcomes_MachineArn_StartedAt", table: "Outcomes");
            migrationBuilder.DropColumn(name: "MachineArn", table: "Outcomes");
            migrationBuilder.DropColumn(name: "StartedAt", table: "Outcomes");
            migrationBuilder.DropColumn(name: "StateDurations", table: "Outcomes");
            migrationBuilder.DropColumn(name: "StoppedAt", table: "Outcomes");
        }
    }
}
