using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dashboard.Actions;
using Dashboard.Hosting;
using Dashboard.Store.Audit;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Dashboard.Features.Audit;

/// <summary>The audit log as a file: of what the page's filter shows, written while it is read. CSV is for people, in their language; JSON for programs, always in the same words.</summary>
public static class AuditExport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    private static readonly string[] Columns =
        ["When", "Completed", "Seconds", "Who", "Subject", "Address", "Role", "What", "Target", "Reason", "Before", "After", "State", "Result", "RequestId", "RowId"];

    public static void MapAuditExport(this IEndpointRouteBuilder app)
    {
        app.MapGet("/audit/export.csv", CsvAsync);
        app.MapGet("/audit/export.json", JsonAsync);
    }

    private static async Task CsvAsync([AsParameters] AuditQuery query, HttpContext context, AuditSearch search, DashboardOptions options, TimeProvider time, IStringLocalizer<AuditWords> words, ILogger<AuditRow> logger)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        Begin(context, "csv", "text/csv; charset=utf-8", zone, time, query, logger);

        // Without the mark, Excel reads the file in the machine's own code page.
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(AuditCsv.Line(Columns.Select(c => words["Column_" + c].Value)));
        await foreach (var row in search.AllAsync(query.Filter(zone), context.RequestAborted))
        {
            await writer.WriteAsync(AuditCsv.Line(
                Text(row.At, zone), Text(row.CompletedAt, zone), Seconds(row)?.ToString(CultureInfo.InvariantCulture), row.Actor, row.Subject, row.Address, row.Role,
                AuditLook.Action(row.Action, words), row.Target, row.Reason, row.Before, row.After, words["State_" + row.State], row.Result, row.RequestId, row.Id.ToString()));
        }
    }

    private static async Task JsonAsync([AsParameters] AuditQuery query, HttpContext context, AuditSearch search, DashboardOptions options, TimeProvider time, ILogger<AuditRow> logger)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        Begin(context, "json", "application/json; charset=utf-8", zone, time, query, logger);
        await JsonSerializer.SerializeAsync(context.Response.Body, RowsAsync(), Json, context.RequestAborted);

        async IAsyncEnumerable<object> RowsAsync()
        {
            await foreach (var row in search.AllAsync(query.Filter(zone), context.RequestAborted))
            {
                yield return new
                {
                    row.Id,
                    At = Text(row.At, zone),
                    CompletedAt = Text(row.CompletedAt, zone),
                    Seconds = Seconds(row),
                    row.Actor,
                    row.Subject,
                    row.Address,
                    row.Role,
                    row.Action,
                    row.Target,
                    row.Reason,
                    row.Before,
                    row.After,
                    State = row.State.ToString(),
                    row.Result,
                    row.RequestId,
                };
            }
        }
    }

    private static void Begin(HttpContext context, string kind, string contentType, TimeZoneInfo zone, TimeProvider time, AuditQuery query, ILogger<AuditRow> logger)
    {
        // In the program's log and not in the audit log: whoever may sign in reads the same rows on the page, and a link on somebody else's site must not write rows in a person's name.
        logger.LogInformation("The audit log was exported as {Kind} by {Actor} from {Address}: {Query}", kind, context.User.Identity?.Name, context.User.FindFirst(ActionRunner.AddressClaim)?.Value, query.ToString());
        var file = new ContentDispositionHeaderValue("attachment");
        file.SetHttpFileName($"audit-{TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.{kind}");
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = file.ToString();
        context.Response.Headers.CacheControl = "no-store";
    }

    private static string? Text(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } known ? TimeZoneInfo.ConvertTime(known, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture) : null;

    private static double? Seconds(AuditRow row) => row.Duration?.TotalSeconds;
}
