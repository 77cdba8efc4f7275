using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Hosting.Access;

/// <summary>The load balancers' public keys of a region. A key id always means the same key, so each is asked for once.</summary>
internal sealed class LoadBalancerKeys(HttpClient http, DashboardOptions options, TimeProvider time) : IDisposable
{
    // Load balancers change their keys rarely. Whoever makes up key ids must not make the dashboard remember them all.
    private const int MostKept = 64;
    private static readonly TimeSpan BetweenUnknown = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _lastMiss = DateTimeOffset.MinValue;

    /// <summary>The key of that id.</summary>
    /// <exception cref="SecurityTokenSignatureKeyNotFoundException">AWS does not have it.</exception>
    /// <exception cref="HttpRequestException">AWS does not answer.</exception>
    public async Task<ECDsa> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(id, out var known))
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _keys.TryGetValue(id, out known) ? known : await ReadAsync(id, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        http.Dispose();
    }

    private async Task<ECDsa> ReadAsync(string id, CancellationToken cancellationToken)
    {
        // Anybody can name a key that is not there, and must not make the dashboard ask AWS as often as they like.
        if (time.GetUtcNow() - _lastMiss < BetweenUnknown)
        {
            throw new SecurityTokenSignatureKeyNotFoundException("A key that AWS does not have was named a moment ago; the next unknown one is asked for in a second.");
        }

        using var answer = await http.GetAsync(new Uri(Address(), id), HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            _lastMiss = time.GetUtcNow();
            throw new SecurityTokenSignatureKeyNotFoundException($"AWS answered {(int)answer.StatusCode} for its key.");
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (ArgumentException e)
        {
            throw new SecurityTokenSignatureKeyNotFoundException("What AWS gave is no key.", e);
        }

        if (key.KeySize != 256)
        {
            throw new SecurityTokenSignatureKeyNotFoundException("What AWS gave is no key for ES256.");
        }

        if (_keys.Count >= MostKept)
        {
            _keys.Clear();
        }

        return _keys[id] = key;
    }

    private Uri Address() =>
        new((options.LoadBalancer.KeysUrl is { Length: > 0 } given ? given : $"https://public-keys.auth.elb.{options.LoadBalancer.Region}.amazonaws.com").TrimEnd('/') + "/");
}
