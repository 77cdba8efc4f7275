using System.Globalization;
using System.Text;
using Dashboard.Domain.Schedules.Forecasts;
using Dashboard.Features.Audit;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Dashboard.Features.Forecasts;

/// <summary>What runs tonight as a file for a spreadsheet, in the reader's language.</summary>
public static class TonightExport
{
    private static readonly string[] Columns = ["Date", "Time", "Begins", "Runs", "Last", "Group", "Schedule", "Machine", "Usual", "End", "LastRun", "Notes"];

    public static void MapTonightExport(this IEndpointRouteBuilder app) => app.MapGet("/forecast/tonight.csv", CsvAsync);

    private static async Task CsvAsync(string? q, string? clock, string? zone, HttpContext context, MachineFeed feed, ForecastBook book, DashboardOptions options, TimeProvider time, IStringLocalizer<ForecastWords> words, IStringLocalizer<Words> common)
    {
        // Half a list would be taken for the whole one.
        if (feed.Current.SchedulesAsOf is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "10";
            return;
        }

        var days = new ForecastQuery(null, q, clock, zone, null, null).Days(options);
        var source = (await book.SourceAsync(context.RequestAborted)).Search(q);
        var tonight = Tonight.Create(source, days, time.GetUtcNow());
        var file = new ContentDispositionHeaderValue("attachment");
        file.SetHttpFileName($"tonight-{tonight.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = file.ToString();
        context.Response.Headers.CacheControl = "no-store";

        // Without the mark, Excel reads the file in the machine's own code page.
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(AuditCsv.Line(Columns.Select(c => words["Column_" + c].Value)));
        foreach (var line in tonight.Lines)
        {
            await writer.WriteAsync(AuditCsv.Line(Cells(line, source, days, words, common)));
        }
    }

    private static IEnumerable<string?> Cells(RunLine line, PlanSource source, OperationalDay days, IStringLocalizer<ForecastWords> words, IStringLocalizer<Words> common) =>
    [
        line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        line.Time,
        TimeZoneInfo.ConvertTime(line.Run.At, days.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        line.Run.Count.ToString(CultureInfo.InvariantCulture),
        days.Time(line.Run.Last, line.Day),
        line.Schedule.Detail.Group,
        line.Schedule.Detail.Name,
        line.Schedule.MachineArn is null ? line.Schedule.Detail.TargetArn : line.Target,
        line.Run.Schedule.Usual?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
        line.End,
        line.LastState(common),
        line.Notes(source, days, words),
    ];
}
