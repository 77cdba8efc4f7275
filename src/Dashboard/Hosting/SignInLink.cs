using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dashboard.Hosting;

/// <summary>The sign-in link of Personal mode, printed once the dashboard listens. A token made up at start works once; one that the settings give works until the next start.</summary>
internal sealed class SignInLink(DashboardOptions options, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    private readonly string _token = options.Token ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private int _used;

    /// <summary>Whether the token opens the door; a made-up one is used up by it.</summary>
    public bool Accepts(string? token) =>
        options.Mode == DashboardMode.Personal && token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(_token))
        && (options.Token is not null || Interlocked.Exchange(ref _used, 1) == 0);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Mode == DashboardMode.Personal)
        {
            // Written past the logs: a log file is no place for a key to the house.
            lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Sign in: {server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()}{options.PathBase}/login?t={Uri.EscapeDataString(_token)}"));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
