using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>A dashboard that takes a load balancer's word, the place where AWS publishes the load balancers' keys, and the load balancer's way of signing.</summary>
public sealed class BalancerSite(DemoSite site) : IAsyncLifetime
{
    public const string Arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/batch/0123456789abcdef";
    public const string Issuer = "https://cognito-idp.ap-northeast-1.amazonaws.com/ap-northeast-1_abc";
    public const string KeyId = "8d4c5f0e-2f0a-4a3e-9d5b-0c1d2e3f4a5b";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private WebApplication? _keys;
    private DashboardProcess? _dashboard;

    public DashboardProcess Dashboard => _dashboard!;

    /// <summary>A key that AWS does not publish under the id.</summary>
    public ECDsa AnotherKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The paths at which keys were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _keys = builder.Build();
        _keys.Urls.Add("http://127.0.0.1:0");
        _keys.MapGet("/{**path}", (HttpRequest request) =>
        {
            Asked.Enqueue(request.Path);
            return request.Path == $"/keys/{KeyId}" ? Results.Text(_key.ExportSubjectPublicKeyInfoPem()) : Results.NotFound();
        });
        await _keys.StartAsync();
        _dashboard = await DashboardProcess.StartAsync(new Dictionary<string, string>(TeamSite.Aws(site))
        {
            ["Dashboard__Mode"] = "Team",
            ["Dashboard__LoadBalancer__Arn"] = Arn,
            ["Dashboard__LoadBalancer__Issuer"] = Issuer,
            ["Dashboard__LoadBalancer__ClientId"] = "balancer-client",
            ["Dashboard__LoadBalancer__KeysUrl"] = _keys.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/keys",
            ["Dashboard__SignIn__RoleClaim"] = "custom:role",
            ["Dashboard__SignIn__Roles"] = "batch-ops=Operator",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null)
        {
            await _dashboard.DisposeAsync();
        }

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _key.Dispose();
        AnotherKey.Dispose();
    }

    /// <summary>What the load balancer would say, padded as it does it, with whatever is to be wrong put in place.</summary>
    public string Say(Action<Dictionary<string, object?>, Dictionary<string, object?>>? change = null, ECDsa? key = null, bool isPadded = true)
    {
        var exp = TimeProvider.System.GetUtcNow().AddMinutes(2).ToUnixTimeSeconds();
        Dictionary<string, object?> header = new() { ["typ"] = "JWT", ["kid"] = KeyId, ["alg"] = "ES256", ["iss"] = Issuer, ["client"] = "balancer-client", ["signer"] = Arn, ["exp"] = exp };
        Dictionary<string, object?> payload = new() { ["sub"] = "5a1b", ["email"] = "sato@example.com", ["custom:role"] = "[everybody, batch-ops]", ["exp"] = exp, ["iss"] = Issuer };
        change?.Invoke(header, payload);
        return Jwt.Make(header, payload, text => (key ?? _key).SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), isPadded);
    }
}
