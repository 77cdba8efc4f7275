using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Store.Migrations
{
    /// <inheritdoc />
    public partial class PlannedChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PlannedChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ScheduleArn = table.Column<string>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    MachineArn = table.Column<string>(type: "TEXT", nullable: true),
                    Owner = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    To = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OneOff = table.Column<string>(type: "TEXT", nullable: true),
                    StartBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    WrittenBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    StartAfter = table.Column<long>(type: "INTEGER", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    UndoId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlannedChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlannedChanges_EndsAt",
                table: "PlannedChanges",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedChanges_MadeAt",
                table: "PlannedChanges",
                column: "MadeAt");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedChanges_State",
                table: "PlannedChanges",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedChanges_UndoId",
                table: "PlannedChanges",
                column: "UndoId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlannedChanges");
        }
    }
}
