using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Dashboard.Hosting;

/// <summary>What stands in front of the dashboard: whose word is taken for where a request came from, and the path under which the dashboard is seen.</summary>
internal static class Proxies
{
    /// <summary>Whom to believe, of addresses and networks divided by commas or spaces. Null where nobody is.</summary>
    /// <exception cref="StartRefusedException">One is neither.</exception>
    public static ForwardedHeadersOptions? Read(string? proxies)
    {
        if (string.IsNullOrWhiteSpace(proxies))
        {
            return null;
        }

        var believed = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                believed.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                believed.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartRefusedException($"Dashboard__Proxies has '{proxy}', which is neither an address nor a network such as 10.0.0.0/16.");
            }
        }

        return believed;
    }

    /// <summary>A path as links need it: /batch, or nothing.</summary>
    /// <exception cref="StartRefusedException">It is no path.</exception>
    public static string? ReadPathBase(string? path)
    {
        var trimmed = path?.Trim().TrimEnd('/');
        return string.IsNullOrEmpty(trimmed) ? null
            : trimmed is ['/', not '/', ..] && !trimmed.Contains("//", StringComparison.Ordinal) && !trimmed.Contains("..", StringComparison.Ordinal) && trimmed.All(c => char.IsAsciiLetterOrDigit(c) || "/-_.~".Contains(c, StringComparison.Ordinal)) ? trimmed
            : throw new StartRefusedException($"Dashboard__PathBase is '{path}'. It looks like /batch.");
    }

    /// <summary>Puts both in front of everything else.</summary>
    public static void UseProxies(this WebApplication app, DashboardOptions options)
    {
        if (Read(options.Proxies) is { } believed)
        {
            // Some proxies, AWS's load balancers among them, pass on the X-Forwarded-Host that a client made up.
            believed.AllowedHosts = app.Configuration["AllowedHosts"] is { Length: > 0 } hosts and not "*" ? hosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            app.UseForwardedHeaders(believed);
        }

        if (options.PathBase is { } pathBase)
        {
            // Also where the path does not begin with it: some proxies take it away on the way, and health checks come without.
            app.Use((context, next) =>
            {
                context.Request.Path = context.Request.Path.StartsWithSegments(pathBase, out var rest) ? rest.HasValue ? rest : "/" : context.Request.Path;
                context.Request.PathBase = pathBase;
                return next(context);
            });
        }
    }
}
