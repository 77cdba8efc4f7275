using System.Security.Claims;
using Dashboard.Actions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dashboard.Hosting;

/// <summary>Who may come in: a cookie, given by a click in Demo mode and by the printed link in Personal mode.</summary>
internal static class SignIn
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<SignInLink>();
        services.AddHostedService(s => s.GetRequiredService<SignInLink>());
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "dashboard";
            o.LoginPath = "/login";
            o.ReturnUrlParameter = "return";
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/login/demo", async (HttpContext context, DashboardOptions options, [FromForm] string role, [FromForm] string? @return) =>
        {
            if (options.Mode != DashboardMode.Demo || !Enum.TryParse<Role>(role, out var known) || !Enum.IsDefined(known))
            {
                return Results.NotFound();
            }

            await SignInAsync(context, $"demo-{known.ToString().ToLowerInvariant()}", known);
            return Results.LocalRedirect(LocalUrl.OrHome(@return));
        }).AllowAnonymous();

        app.MapPost("/logout", async (HttpContext context, [FromForm] string? @return) =>
        {
            await context.SignOutAsync();
            return Results.LocalRedirect("/login");
        });
    }

    public static Task SignInAsync(HttpContext context, string name, Role role) =>
        context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, name),
                new Claim(ClaimTypes.Role, role.ToString()),
                new Claim(ActionRunner.AddressClaim, context.Connection.RemoteIpAddress?.ToString() ?? ""),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme)));
}
