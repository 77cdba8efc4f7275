using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dashboard.Store.Migrations
{
    /// <inheritdoc />
    public partial class AuditDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RequestId",
                table: "Audit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "Audit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Seals_RowId",
                table: "Seals",
                column: "RowId");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Action_At",
                table: "Audit",
                columns: new[] { "Action", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Actor_At",
                table: "Audit",
                columns: new[] { "Actor", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Result",
                table: "Audit",
                column: "Result");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_State_At",
                table: "Audit",
                columns: new[] { "State", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Seals_RowId",
                table: "Seals");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Action_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Actor_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Result",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_State_At",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "Audit");
        }
    }
}
