using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dashboard.EndToEnd.Support;

/// <summary>An OpenID Connect provider over HTTP: authorization code flow with PKCE, its own sign-in page and session, sign-out started by the client.
/// Made by hand because a good one (OpenIddict, Keycloak) cannot be told to lie, and most of what is tested here is what happens when it does.</summary>
public sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "dashboard";
    public const string ClientSecret = "the-secret-of-the-client-0123456789abcdef";
    private const string Session = "provider-session";
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string RedirectUri, string Challenge, string? Nonce)> _codes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private Provider(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    /// <summary>Who signs in.</summary>
    public (string Subject, string Name, string[] Groups) Person { get; set; }

    public Mischief Mischief { get; set; }

    /// <summary>What the provider says about a refusal.</summary>
    public string Description { get; set; } = "no";

    /// <summary>Where a client may be: addresses of callbacks and of the page after sign-out.</summary>
    public List<string> RedirectUris { get; } = [];

    /// <summary>Every code, token and verifier that went over the wire.</summary>
    public ConcurrentBag<string> Secrets { get; } = [ClientSecret];

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new Provider(app);
        app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = provider.Issuer,
            authorization_endpoint = provider.Issuer + "/authorize",
            token_endpoint = provider.Issuer + "/token",
            jwks_uri = provider.Issuer + "/keys",
            end_session_endpoint = provider.Issuer + "/end",
            response_types_supported = (string[])["code"],
            subject_types_supported = (string[])["public"],
            id_token_signing_alg_values_supported = (string[])["RS256"],
            code_challenge_methods_supported = (string[])["S256"],
        });
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/end", provider.End);
        await app.StartAsync();
        provider.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        _other.Dispose();
    }

    private IResult Keys()
    {
        var key = _key.ExportParameters(false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || !RedirectUris.Contains(query["redirect_uri"].ToString()) || !query["scope"].ToString().Split(' ').Contains("openid"))
        {
            return Results.BadRequest("invalid_request");
        }

        if (request.Cookies[Session] is null && query["signed"] != "in")
        {
            // The same question again, answered by a person.
            return Results.Content($"<title>Provider</title><h1>Provider</h1><a id=in href=\"{WebUtility.HtmlEncode(request.Path + request.QueryString)}&signed=in\">Sign in as {WebUtility.HtmlEncode(Person.Name)}</a>", "text/html");
        }

        request.HttpContext.Response.Cookies.Append(Session, "1", new CookieOptions { HttpOnly = true });
        var (redirect, state) = (query["redirect_uri"].ToString(), query["state"].ToString());
        if (Mischief == Mischief.Denied)
        {
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["error"] = "access_denied", ["error_description"] = Description, ["state"] = state }));
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        Secrets.Add(code);
        _codes[code] = (redirect, query["code_challenge"].ToString(), query["nonce"]);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["code"] = code, ["state"] = state, ["iss"] = Issuer }));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (Mischief == Mischief.TokenEndpointFails || form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        Secrets.Add(form["code_verifier"].ToString());
        if (form["grant_type"] != "authorization_code" || !_codes.TryRemove(form["code"].ToString(), out var asked) || asked.RedirectUri != form["redirect_uri"]
            || asked.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var (token, access) = (IdToken(asked.Nonce), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        Secrets.Add(token);
        Secrets.Add(access);
        return Results.Json(new { id_token = token, access_token = access, token_type = "Bearer", expires_in = 300 });
    }

    private IResult End(HttpRequest request, string id_token_hint, string post_logout_redirect_uri)
    {
        if (!Secrets.Contains(id_token_hint) || request.Query["client_id"] != ClientId || !RedirectUris.Contains(post_logout_redirect_uri))
        {
            return Results.BadRequest("invalid_request");
        }

        request.HttpContext.Response.Cookies.Delete(Session);
        return Results.Redirect(post_logout_redirect_uri);
    }

    private string IdToken(string? nonce)
    {
        var now = TimeProvider.System.GetUtcNow() - (Mischief == Mischief.Expired ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        Dictionary<string, object?> payload = new()
        {
            ["iss"] = Mischief == Mischief.WrongIssuer ? "https://another.example" : Issuer,
            ["aud"] = Mischief == Mischief.WrongAudience ? "another-client" : ClientId,
            ["sub"] = Person.Subject,
            ["name"] = Person.Name,
            ["groups"] = Person.Groups,
            ["nonce"] = Mischief == Mischief.NonceOfAnotherSignIn ? "638000000000000000.AAAA" : nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        if (Mischief == Mischief.NoSubject)
        {
            payload.Remove("sub");
        }

        Dictionary<string, object?> header = new() { ["typ"] = "JWT", ["kid"] = "k1", ["alg"] = Mischief switch { Mischief.Unsigned => "none", Mischief.SignedWithTheClientSecret => "HS256", _ => "RS256" } };
        return Jwt.Make(header, payload, text => Mischief switch
        {
            Mischief.Unsigned or Mischief.SignatureLeftOut => [],
            Mischief.SignedWithTheClientSecret => HMACSHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret), text),
            Mischief.SignedWithAnotherKey => _other.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            Mischief.ChangedAfterSigning => _key.SignData([.. text, 0], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => _key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        });
    }
}
