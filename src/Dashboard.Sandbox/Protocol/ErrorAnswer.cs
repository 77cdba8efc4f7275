using System.Text.Json.Nodes;

namespace Dashboard.Sandbox.Protocol;

/// <summary>Writes an error as the protocol of its service does: in the body, or for Scheduler in a header.</summary>
internal static class ErrorAnswer
{
    /// <param name="api">Service and operation.</param>
    public static Task WriteAsync(HttpContext context, string api, AwsErrorException error)
    {
        Begin(context, api);
        context.Response.StatusCode = error.Status;
        var body = (JsonObject)error.Members.DeepClone();
        if (ApiName.IsRest(api))
        {
            context.Response.Headers["x-amzn-ErrorType"] = error.Code;
            body["Message"] = error.Message;
        }
        else
        {
            (body["__type"], body["message"]) = (error.Code, error.Message);
        }

        return context.Response.WriteAsync(Wire.Text(body), context.RequestAborted);
    }

    /// <summary>The headers that every answer has, also that of an error.</summary>
    public static void Begin(HttpContext context, string api)
    {
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        context.Response.ContentType = ApiName.IsRest(api) ? "application/json" : context.Request.ContentType ?? "application/x-amz-json-1.0";
    }
}
