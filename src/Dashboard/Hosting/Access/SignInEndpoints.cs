using Dashboard.Actions;
using Dashboard.Features.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Dashboard.Hosting.Access;

/// <summary>Coming in and going out: what the sign-in page and the menu lead to.</summary>
internal static class SignInEndpoints
{
    public const string Start = "/login/start";
    public const string Demo = "/login/demo";

    // A token with hundreds of groups makes an address that servers refuse. Without it the provider asks the person, which is better than an error.
    private const int LongestHint = 4000;

    public static void MapSignIn(this WebApplication app, DashboardOptions options)
    {
        if (options.Mode == DashboardMode.Demo)
        {
            app.MapPost(Demo, SignInByClickAsync).AllowAnonymous();
        }

        if (options.Mode == DashboardMode.Team && !options.IsByLoadBalancer())
        {
            app.MapGet(Start, SignInAtProviderAsync).AllowAnonymous();
        }

        // Says that somebody does something in an open page: to be asked is all it takes (SessionCookie). What the page itself does, such as taking news, is nobody's doing.
        app.MapGet("/session", () => Results.NoContent());
        app.MapPost("/logout", SignOutAsync).RequireAuthorization(p => p.RequireAuthenticatedUser()); // Also for those without a role.
    }

    /// <summary>Signs somebody in for whom the dashboard itself vouches: by a click in Demo mode, by the link in Personal mode.</summary>
    public static Task SignInAsync(HttpContext context, string name, Role role) => context.SignInAsync(SessionCookie.Scheme, Person.Create(context, SessionCookie.Scheme, name, name, [role]));

    private static async Task<IResult> SignInByClickAsync(HttpContext context, [FromForm] string role, [FromForm] string? @return)
    {
        if (!Enum.TryParse<Role>(role, out var known) || !Enum.IsDefined(known))
        {
            return Results.NotFound();
        }

        await SignInAsync(context, $"demo-{known.ToString().ToLowerInvariant()}", known);
        return Results.LocalRedirect("~" + LocalUrl.OrHome(@return));
    }

    private static async Task SignInAtProviderAsync(HttpContext context, string? @return)
    {
        var target = context.Request.PathBase + LocalUrl.OrHome(@return);
        try
        {
            await context.ChallengeAsync(OpenIdConnectSignIn.Scheme, new AuthenticationProperties { RedirectUri = target });
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The provider's discovery document could not be read.
            OpenIdConnectSignIn.Log(context, SignInFailure.Unreachable, e);
            context.Response.Redirect(context.Request.PathBase + OpenIdConnectSignIn.FailureAddress(SignInFailure.Unreachable, target, context.Request.PathBase));
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, DashboardOptions options, IOptionsMonitor<OpenIdConnectOptions> provider, [FromForm] string? @return)
    {
        var token = options.Mode == DashboardMode.Team && !options.IsByLoadBalancer() ? await context.GetTokenAsync(SessionCookie.Scheme, OpenIdConnectParameterNames.IdToken) : null;
        if (options.IsByLoadBalancer())
        {
            LoadBalancerSignIn.Forget(context);
            return Leave(options.LoadBalancer.SignOutUrl, context);
        }

        await context.SignOutAsync(SessionCookie.Scheme);
        return Leave(options.Mode == DashboardMode.Team ? options.SignIn.SignOutUrl ?? await ProvidersSignOutAsync(context, options.SignIn, provider.Get(OpenIdConnectSignIn.Scheme), token) : null, context);
    }

    // A page that goes on by itself: browsers hold a form to the addresses that the security policy gives, along the whole way, and the provider's is none of them.
    private static IResult Leave(string? url, HttpContext context) => url is { Length: > 0 }
        ? new RazorComponentResult<LeavingPage>(new { Url = url })
        : Results.LocalRedirect("~/login?out=1");

    private static async Task<string?> ProvidersSignOutAsync(HttpContext context, SignInOptions settings, OpenIdConnectOptions provider, string? token)
    {
        try
        {
            var known = await provider.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            return known.EndSessionEndpoint is not { Length: > 0 } end ? null : new OpenIdConnectMessage
            {
                IssuerAddress = end,
                ClientId = settings.ClientId,
                IdTokenHint = token?.Length <= LongestHint ? token : null,
                PostLogoutRedirectUri = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/login",
            }.BuildRedirectUrl();
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Signed out here all the same.
            OpenIdConnectSignIn.Log(context, SignInFailure.Unreachable, e);
            return null;
        }
    }
}
