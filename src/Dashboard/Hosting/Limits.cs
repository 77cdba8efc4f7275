using System.Globalization;
using System.Threading.RateLimiting;
using Dashboard.Features.SignIn;
using Dashboard.Hosting.Access;
using Microsoft.Extensions.Localization;

namespace Dashboard.Hosting;

/// <summary>How much one sender may ask for: attempts to sign in, and sizes.</summary>
internal static class Limits
{
    // The longest that is typed is an execution's input, 256 KiB for AWS; its quotation marks are escaped twice on the way.
    public const long LongestMessage = 2 * 1024 * 1024;
    public const long LongestBody = 768 * 1024;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddLimits(this WebApplicationBuilder builder, DashboardOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
        });
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsAttempt(context.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(Sender(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = Window })
                : RateLimitPartition.GetNoLimiter(""));
            o.OnRejected = async (rejected, cancellationToken) =>
            {
                var response = rejected.HttpContext.Response;
                response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                response.ContentType = "text/plain; charset=utf-8";
                await response.WriteAsync(rejected.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<SignInWords>>()["TooOften"], cancellationToken);
            };
        });
    }

    // What tries a key, makes a session or asks the provider. Looking at the sign-in page is free.
    private static bool IsAttempt(HttpRequest request) =>
        request.Path.StartsWithSegments("/login", StringComparison.OrdinalIgnoreCase, out var rest) && (rest.HasValue || HttpMethods.IsPost(request.Method) || request.Query.ContainsKey("t"));

    // One customer of an internet provider has a whole /64 of IPv6 addresses to come from.
    private static string Sender(HttpContext context) => context.Connection.RemoteIpAddress is not { } address ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8])
        : address.ToString();
}
