using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Hosting.Access;

/// <summary>The load balancers' public keys of a region. A key id always means the same key, so each is asked for once.</summary>
internal sealed class LoadBalancerKeys(HttpClient http, DashboardOptions options, TimeProvider time) : IDisposable
{
    // Load balancers change their keys rarely. Whoever makes up key ids must not make the dashboard remember them all.
    private const int MostKept = 64;
    private const int MostMisses = 10;
    private static readonly TimeSpan MissesAreOf = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ECDsa> _keys = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _missesSince = DateTimeOffset.MinValue;
    private int _misses;

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
        // Anybody who reaches the dashboard can name keys that are not there, and must not make it ask AWS as often as they like.
        if (time.GetUtcNow() - _missesSince >= MissesAreOf)
        {
            (_missesSince, _misses) = (time.GetUtcNow(), 0);
        }

        if (_misses >= MostMisses)
        {
            throw new SecurityTokenSignatureKeyNotFoundException("Too many keys that AWS does not have were named in the last seconds; unknown ones are not asked for just now.");
        }

        using var answer = await http.GetAsync(new Uri(Address(), id), HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            _misses++;
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
