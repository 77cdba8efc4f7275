using Microsoft.AspNetCore.Http;

namespace Dashboard.Hosting.Access;

/// <summary>Whether Team mode's sign-in is configured, and soundly.</summary>
internal static class TeamSettings
{
    /// <exception cref="StartRefusedException">Something is missing, wrong, or said twice.</exception>
    public static void Check(DashboardOptions options)
    {
        var (provider, balancer) = (options.SignIn, options.LoadBalancer);
        (string Name, string? Value)[] byProvider = [("SignIn__Authority", provider.Authority), ("SignIn__ClientId", provider.ClientId), ("SignIn__ClientSecret", provider.ClientSecret)];
        (string Name, string? Value)[] byBalancer = [("LoadBalancer__Arn", balancer.Arn), ("LoadBalancer__Issuer", balancer.Issuer), ("LoadBalancer__ClientId", balancer.ClientId)];
        if (IsBegun(byProvider) && IsBegun(byBalancer))
        {
            throw new StartRefusedException("Both Dashboard__SignIn__Authority (OpenID Connect) and Dashboard__LoadBalancer__Arn (a load balancer that signs people in) are configured. Keep one: two doors are twice as hard to watch.");
        }

        var asked = IsBegun(byBalancer) ? byBalancer : byProvider;
        if (asked.Where(s => string.IsNullOrWhiteSpace(s.Value)).Select(s => $"Dashboard__{s.Name}").ToList() is { Count: > 0 } missing)
        {
            throw new StartRefusedException($"Dashboard__Mode=Team needs a sign-in service. Missing: {string.Join(", ", missing)}.{(asked == byProvider && !IsBegun(byProvider) ? " Where a load balancer signs people in: Dashboard__LoadBalancer__Arn, __Issuer and __ClientId instead." : "")} See docs/sign-in.md.");
        }

        if (asked == byProvider)
        {
            CheckAddress("Dashboard__SignIn__Authority", provider.Authority!);
        }
        else if (balancer.Arn!.Split(':') is not ["arn", _, "elasticloadbalancing", { Length: > 0 }, _, ['l', 'o', 'a', 'd', 'b', 'a', 'l', 'a', 'n', 'c', 'e', 'r', '/', ..]])
        {
            throw new StartRefusedException($"Dashboard__LoadBalancer__Arn is '{balancer.Arn}'. It looks like arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/NAME/ID.");
        }

        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("SignIn__SignOutUrl", provider.SignOutUrl), ("LoadBalancer__SignOutUrl", balancer.SignOutUrl), ("LoadBalancer__KeysUrl", balancer.KeysUrl)])
        {
            if (value is { Length: > 0 })
            {
                CheckAddress($"Dashboard__{name}", value);
            }
        }

        _ = new RoleMapping(provider);
    }

    /// <summary>Whether the load balancer signs people in, not a provider.</summary>
    public static bool IsByLoadBalancer(this DashboardOptions options) => options.Mode == DashboardMode.Team && options.LoadBalancer.Arn is { Length: > 0 };

    private static bool IsBegun((string Name, string? Value)[] settings) => settings.Any(s => !string.IsNullOrWhiteSpace(s.Value));

    // Over plain http anybody on the way could be the provider. On this machine there is no way.
    private static void CheckAddress(string setting, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new StartRefusedException($"{setting} is '{value}'. It must be an https:// address.");
        }
    }
}
