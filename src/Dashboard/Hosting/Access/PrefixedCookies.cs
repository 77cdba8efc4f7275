using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dashboard.Hosting.Access;

/// <summary>Over https the cookie has the prefix by which browsers take it from this very host alone: a neighbour under the same domain, or somebody on plain http, cannot plant one.</summary>
internal sealed class PrefixedCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), options);

    // __Host- wants the path /, which a dashboard under a path does not have.
    private static string Name(HttpContext context, string key) =>
        !context.Request.IsHttps ? key : context.Request.PathBase.HasValue ? "__Secure-" + key : "__Host-" + key;
}
