namespace Dashboard.Features.Executions;

/// <summary>Drawings over HTTP. The address is made of the content, so the browser asks only once.</summary>
public static class GraphEndpoint
{
    public static void MapGraphs(this IEndpointRouteBuilder app) => app.MapGet("/graphs/{hash}.svg", (string hash, GraphDrawings drawings, HttpResponse response) =>
    {
        if (drawings.Find(hash) is not { } drawing)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = "private, immutable, max-age=31536000";
        return Results.Text(drawing.Svg, "image/svg+xml");
    });
}
