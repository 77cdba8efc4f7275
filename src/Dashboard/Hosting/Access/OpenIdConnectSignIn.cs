using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Hosting.Access;

/// <summary>Signing in at an OpenID Connect provider: authorization code flow with PKCE. The id token is checked here; no other token is kept.</summary>
internal static partial class OpenIdConnectSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    // What is signed with a shared secret, or not at all, anybody who knows the secret could have signed.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static void Configure(OpenIdConnectOptions o, SignInOptions settings, RoleMapping mapping)
    {
        o.Authority = settings.Authority;
        o.RequireHttpsMetadata = !new Uri(settings.Authority!).IsLoopback;
        o.ClientId = settings.ClientId;
        o.ClientSecret = settings.ClientSecret;
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query; // The answer comes as a link, so that its cookies can be Lax and need no other site's POST.
        o.UsePkce = true;
        o.Scope.Clear();
        foreach (var scope in settings.Scopes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            o.Scope.Add(scope);
        }

        o.SignInScheme = SessionCookie.Scheme;
        o.CallbackPath = "/login/callback";
        o.RemoteSignOutPath = default; // A link on any site could sign people out.
        o.MapInboundClaims = false;
        o.GetClaimsFromUserInfoEndpoint = false;
        o.SaveTokens = false;
        o.UseTokenLifetime = false; // The session's length is the dashboard's.
        o.BackchannelTimeout = TimeSpan.FromSeconds(10);
        o.TokenValidationParameters.ValidAlgorithms = Algorithms;
        o.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
        foreach (var cookie in (CookieBuilder[])[o.CorrelationCookie, o.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.HttpOnly = true;
        }

        o.Events.OnTokenValidated = context => TakeIn(context, settings, mapping);
        o.Events.OnRemoteFailure = FailAsync;
    }

    private static Task TakeIn(TokenValidatedContext context, SignInOptions settings, RoleMapping mapping)
    {
        // The framework lets an unsigned token pass that comes from the token endpoint, as the standard allows: https vouches for it. Here it is not enough.
        if (context.SecurityToken is not { RawSignature.Length: > 0 } token || !Algorithms.Contains(token.Header.Alg))
        {
            throw new SecurityTokenInvalidSignatureException("The id token is not signed.");
        }

        context.Principal = Person.Create(context.HttpContext, Scheme, [.. context.Principal?.Claims ?? []], settings, mapping)
            ?? throw new SecurityTokenException("The id token names nobody: it has no sub.");

        // Kept, in the encrypted cookie, because providers want it back at sign-out; without it they ask the person whether they meant it.
        context.Properties!.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token.RawData }]);
        return Task.CompletedTask;
    }

    private static Task FailAsync(RemoteFailureContext context)
    {
        var why = Judge(context.Failure, context.Request.Query["error"]);
        Log(context.HttpContext, why, context.Failure);
        context.HandleResponse();
        context.Response.Redirect(context.Request.PathBase + FailureAddress(why, context.Properties?.RedirectUri, context.Request.PathBase));
        return Task.CompletedTask;
    }

    /// <summary>The sign-in page that says so, and goes on to where the person wanted to go.</summary>
    public static string FailureAddress(SignInFailure why, string? redirect, PathString pathBase)
    {
        var target = redirect is not null && pathBase.HasValue && redirect.StartsWith(pathBase.Value + "/", StringComparison.Ordinal) ? redirect[pathBase.Value!.Length..] : redirect;
        return "/login" + QueryString.Create("why", why.ToString().ToLowerInvariant()).Add("return", LocalUrl.OrHome(target));
    }

    /// <summary>Writes what a person who looks after the dashboard needs. The messages of these errors name claims and keys, never a token or a secret (<c>IdentityModelEventSource.ShowPII</c> is off).</summary>
    public static void Log(HttpContext context, SignInFailure why, Exception? failure)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdConnectSignIn));
        var causes = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            causes.Add($"{cause.GetType().Name}: {cause.Message}");
        }

        LogFailure(logger, why, context.Connection.RemoteIpAddress?.ToString(), string.Join(" ← ", causes.Distinct()));
    }

    private static SignInFailure Judge(Exception? failure, string? error) => failure switch
    {
        _ when error is { Length: > 0 } => SignInFailure.Denied,
        _ when Has<SecurityTokenException>(failure) || Has<SecurityTokenArgumentException>(failure) || Has<OpenIdConnectProtocolInvalidNonceException>(failure) => SignInFailure.Token,
        _ when Has<HttpRequestException>(failure) || Has<TaskCanceledException>(failure) || Has<IOException>(failure) => SignInFailure.Unreachable,
        OpenIdConnectProtocolException => SignInFailure.Refused,
        _ => SignInFailure.State,
    };

    private static bool Has<T>(Exception? failure)
        where T : Exception => failure is not null && (failure is T || Has<T>(failure.InnerException));

    [LoggerMessage(LogLevel.Warning, "Nobody was signed in ({Why}) from {Address}: {Causes}")]
    private static partial void LogFailure(ILogger logger, SignInFailure why, string? address, string causes);
}
