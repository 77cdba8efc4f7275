using System.Globalization;
using System.Text;
using Dashboard.Aws;
using Dashboard.Hosting;
using Dashboard.Live;
using Microsoft.Net.Http.Headers;

namespace Dashboard.Features.Executions.Logs;

/// <summary>A container's whole log as a text file, written while it is read.</summary>
public static class LogDownload
{
    /// <summary>The address of a log's file.</summary>
    public static string Address(string taskDefinitionArn, string taskId, string container) =>
        $"logs/{Uri.EscapeDataString(taskId)}/{Uri.EscapeDataString(container)}.log?definition={Uri.EscapeDataString(taskDefinitionArn)}";

    public static void MapLogDownload(this IEndpointRouteBuilder app) => app.MapGet("/logs/{task}/{container}.log", WriteAsync);

    private static async Task WriteAsync(string task, string container, string definition, HttpResponse response, ContainerLogs logs, DashboardOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var place = await logs.LocateAsync(definition, task, container, cancellationToken);
            if (place.Stream is null)
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
            await foreach (var lines in logs.ReadAllAsync(place, cancellationToken))
            {
                if (!response.HasStarted)
                {
                    response.ContentType = "text/plain; charset=utf-8";
                    var file = new ContentDispositionHeaderValue("attachment");
                    file.SetHttpFileName($"{container}-{task}.log");
                    response.Headers.ContentDisposition = file.ToString();
                    response.Headers.CacheControl = "no-store";
                }

                var text = new StringBuilder();
                foreach (var line in lines)
                {
                    text.Append(TimeZoneInfo.ConvertTime(line.At, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture)).Append(' ').Append(line.Message).Append('\n');
                }

                await response.WriteAsync(text.ToString(), Encoding.UTF8, cancellationToken);
            }
        }
        catch (AwsRequestException e) when (!response.HasStarted)
        {
            response.StatusCode = e.Kind == AwsFailure.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway;
        }
        catch (AwsRequestException)
        {
            // Half a log must not look like a whole one.
            response.HttpContext.Abort();
        }
    }
}
