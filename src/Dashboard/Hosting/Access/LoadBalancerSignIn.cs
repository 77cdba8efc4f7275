using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Hosting.Access;

/// <summary>Takes the word of an AWS Application Load Balancer for who sends a request. There is no session of the dashboard's own: the load balancer's is asked with every request.</summary>
internal sealed class LoadBalancerSignIn(IOptionsMonitor<AuthenticationSchemeOptions> monitor, ILoggerFactory loggers, UrlEncoder encoder, DashboardOptions options, LoadBalancerKeys keys, RoleMapping mapping, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(monitor, loggers, encoder)
{
    public const string SchemeName = "LoadBalancer";
    private const string Header = "x-amzn-oidc-data";
    private const string SessionCookies = "AWSELBAuthSessionCookie";

    /// <summary>Ends the load balancer's session: its cookies are taken away, as AWS says to.</summary>
    public static void Forget(HttpContext context)
    {
        foreach (var name in context.Request.Cookies.Keys.Where(n => n.StartsWith(SessionCookies, StringComparison.Ordinal)))
        {
            context.Response.Cookies.Delete(name, new CookieOptions { Secure = true, Path = "/" });
        }
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } text])
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            var token = LoadBalancerToken.Read(text, options.LoadBalancer, time.GetUtcNow());
            if (!token.IsSignedBy(await keys.GetAsync(token.KeyId, Context.RequestAborted)))
            {
                throw new SecurityTokenInvalidSignatureException("Its signature is not of the key that it names.");
            }

            return Person.Create(Context, SchemeName, token.Claims, options.SignIn, mapping) is { } person
                ? AuthenticateResult.Success(new AuthenticationTicket(person, SchemeName))
                : throw new SecurityTokenException("It names nobody: it has no sub.");
        }
        catch (Exception e) when (!Context.RequestAborted.IsCancellationRequested)
        {
            Logger.LogWarning("A request from {Address} was not believed: what {Header} says is not good. {Problem}", Context.Connection.RemoteIpAddress, Header, e.Message);
            return AuthenticateResult.Fail(e.Message);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (SessionCookie.IsNavigation(Request))
        {
            Response.Redirect(Request.PathBase + "/login");
        }
        else
        {
            SessionCookie.Refuse(Context, StatusCodes.Status401Unauthorized);
        }

        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => SessionCookie.ToNoRole(Context);
}
