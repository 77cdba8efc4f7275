using System.Security.Claims;
using Dashboard.Store.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Dashboard.Hosting.Access;

/// <summary>The cookie of somebody who signed in: it names a session, and opens something only as long as that goes on.</summary>
internal static class SessionCookie
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void Configure(CookieAuthenticationOptions o, DashboardOptions options)
    {
        o.CookieManager = new PrefixedCookies();
        o.Cookie.Name = "dashboard";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Lax; // Strict would not send it on the way back from the provider.
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // The demonstration runs on plain http; behind a proxy the request is https.
        o.LoginPath = "/login";
        o.ReturnUrlParameter = "return";
        o.ExpireTimeSpan = options.Session.Longest;
        o.SlidingExpiration = false; // Being idle is counted by the session itself: one cannot change a cookie from an open page.
        o.Events.OnSigningIn = BeginAsync;
        o.Events.OnValidatePrincipal = ValidateAsync;
        o.Events.OnSigningOut = EndAsync;
        o.Events.OnRedirectToLogin = context => ToSignIn(context, options);
        o.Events.OnRedirectToAccessDenied = context => ToNoRole(context.HttpContext);
    }

    private static async Task BeginAsync(CookieSigningInContext context)
    {
        var id = await Book(context.HttpContext).BeginAsync(Limits(context.HttpContext), context.HttpContext.RequestAborted);
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(Person.SessionClaim, id));
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var isOpen = context.Principal?.FindFirstValue(Person.SessionClaim) is { } id
            && await Book(context.HttpContext).IsOpenAsync(id, Limits(context.HttpContext), isUse: true, context.HttpContext.RequestAborted);
        if (!isOpen)
        {
            context.RejectPrincipal();
        }
    }

    private static async Task EndAsync(CookieSigningOutContext context)
    {
        if (context.HttpContext.User.FindFirstValue(Person.SessionClaim) is { } id)
        {
            await Book(context.HttpContext).EndAsync(id);
        }
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context, DashboardOptions options)
    {
        var request = context.Request;
        if (!IsNavigation(request))
        {
            // A script or a program cannot sign in on the way; it is told so.
            Refuse(context.HttpContext, StatusCodes.Status401Unauthorized);
            return Task.CompletedTask;
        }

        var place = options.Mode == DashboardMode.Team ? "/login/start" : "/login";
        context.Response.Redirect(request.PathBase + place + QueryString.Create("return", request.Path + request.QueryString));
        return Task.CompletedTask;
    }

    /// <summary>To the page for people without a role.</summary>
    public static Task ToNoRole(HttpContext context)
    {
        if (IsNavigation(context.Request))
        {
            context.Response.Redirect(context.Request.PathBase + "/no-role");
        }
        else
        {
            Refuse(context, StatusCodes.Status403Forbidden);
        }

        return Task.CompletedTask;
    }

    /// <summary>Somebody goes to a page, as opposed to a page that fetches something.</summary>
    public static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] is var mode && (mode.Count > 0 ? mode == "navigate" : request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal));

    public static void Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
    }

    private static SessionBook Book(HttpContext context) => context.RequestServices.GetRequiredService<SessionBook>();

    private static SessionLimits Limits(HttpContext context) => context.RequestServices.GetRequiredService<DashboardOptions>().Session;
}
