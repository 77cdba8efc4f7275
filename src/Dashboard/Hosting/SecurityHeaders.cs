using System.Security.Cryptography;

namespace Dashboard.Hosting;

/// <summary>What every answer tells the browser not to do: run scripts that are not ours, show the dashboard inside another page, guess types, tell others where one came from.</summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "script-nonce";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;

        // MudBlazor places its popovers with style attributes, which no nonce can allow; styles run nothing. Pictures of the graph are made of blobs.
        headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        return next(context);
    });

    /// <summary>The value that lets the one inline block, the import map, through.</summary>
    public static string Nonce(HttpContext context) => context.Items[NonceKey] as string ?? "";
}
