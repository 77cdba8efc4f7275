using System.Net;

namespace Dashboard.Hosting;

/// <summary>Where the dashboard listens.</summary>
internal static class Listening
{
    private const string AllowedHosts = "AllowedHosts";

    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Listens on the default address unless one is given, and in Demo mode only where no other machine reaches it.</summary>
    /// <exception cref="StartRefusedException">Demo mode would be reachable from outside.</exception>
    public static void Configure(WebApplicationBuilder builder, DashboardMode mode)
    {
        var given = Given(builder.Configuration).ToList();
        if (given.Count == 0)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        if (mode == DashboardMode.Demo && given.Find(url => !IsLoopback(url)) is { } open)
        {
            throw new StartRefusedException($"Demo mode lets anybody sign in, so it listens on this machine only; {open} can be reached from others. Use http://localhost:PORT, or Dashboard__Mode=Personal.");
        }

        if (mode == DashboardMode.Demo && builder.Configuration[AllowedHosts] is null or "" or "*")
        {
            // A page on the internet whose name suddenly means this machine must not come in with one click.
            builder.Configuration[AllowedHosts] = "localhost;127.0.0.1;[::1]";
        }
    }

    private static IEnumerable<string> Given(IConfiguration configuration) =>
    [
        .. Split(configuration["urls"]),
        .. Split(configuration["http_ports"]).Select(port => $"http://*:{port}"),
        .. Split(configuration["https_ports"]).Select(port => $"https://*:{port}"),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>(),
    ];

    private static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
