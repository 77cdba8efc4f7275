using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Dashboard.Store.SignIn;

namespace Dashboard.Hosting.Access;

/// <summary>Who may come in, by which door: a click in Demo mode, the printed link in Personal mode, a provider or a load balancer in Team mode.</summary>
internal static class SignInServices
{
    public static void AddSignIn(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton<SignInLink>();
        services.AddHostedService(s => s.GetRequiredService<SignInLink>());
        AddKeys(services, options);
        var schemes = services.AddAuthentication(options.IsByLoadBalancer() ? LoadBalancerSignIn.SchemeName : SessionCookie.Scheme);
        if (options.IsByLoadBalancer())
        {
            services.AddSingleton(new RoleMapping(options.SignIn, options.Grants.Select(g => g.Group).OfType<string>()));
            services.AddSingleton(s => new LoadBalancerKeys(new HttpClient { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 16 * 1024 }, options, s.GetRequiredService<TimeProvider>()));
            schemes.AddScheme<AuthenticationSchemeOptions, LoadBalancerSignIn>(LoadBalancerSignIn.SchemeName, null);
        }
        else
        {
            schemes.AddCookie(o => SessionCookie.Configure(o, options));
        }

        if (options.Mode == DashboardMode.Team && !options.IsByLoadBalancer())
        {
            var mapping = new RoleMapping(options.SignIn, options.Grants.Select(g => g.Group).OfType<string>());
            schemes.AddOpenIdConnect(OpenIdConnectSignIn.Scheme, o => OpenIdConnectSignIn.Configure(o, options.SignIn, mapping));
        }

        // Somebody without a role sees nothing but the page that says so.
        var policy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(ClaimTypes.Role).Build();
        services.AddAuthorizationBuilder().SetFallbackPolicy(policy).SetDefaultPolicy(policy);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        services.AddScoped<CircuitUse>();
        services.AddScoped<CircuitHandler, CircuitWatch>();
        services.AddSingleton<OpenPages>();
        services.AddAntiforgery(o =>
        {
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    // The demonstration forgets its database at each start, and would forget the keys with it.
    private static void AddKeys(IServiceCollection services, DashboardOptions options)
    {
        var keys = services.AddDataProtection().SetApplicationName("dashboard");
        if (options.Mode == DashboardMode.Demo)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        }
        else
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = s.GetRequiredService<ProtectionKeys>()));
        }
    }
}
